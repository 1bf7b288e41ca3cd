"""The stylesheet, with the names of tokens where colours and sizes go."""

SHEET = """
* { font-size: ${BODY}px; }
QWidget { color: $ink; }
QWidget#window, QWidget#page, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget#body {
    background: $page; }
QWidget#nav, QWidget#foot { background: $ground; }
QWidget#nav { border-right: ${HAIR}px solid $line; }
QWidget#top { background: $page; border-bottom: ${HAIR}px solid $line; }
QWidget#foot { border-top: ${HAIR}px solid $line; }
QWidget#beside { background: $ground; border-left: ${HAIR}px solid $line; }
QFrame#card { background: $raised; border: ${HAIR}px solid $line; border-radius: ${RADIUS}px; }
QFrame#rule { background: $line; border: none; max-height: ${HAIR}px; min-height: ${HAIR}px; }
QFrame#upright { background: $line; border: none; max-width: ${HAIR}px; min-width: ${HAIR}px; }
QScrollArea { border: none; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${TITLE}px; font-weight: 600; }
QLabel[role="head"] { font-size: ${HEAD}px; font-weight: 600; }
QLabel[role="lead"] { font-size: ${LEAD}px; font-weight: 600; }
QLabel[role="prose"] { font-size: ${LEAD}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="soft"] { color: $soft; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="small"] { color: $faint; font-size: ${SMALL}px; }
QLabel[role="soft_small"] { color: $soft; font-size: ${SMALL}px; }
QLabel[role="label"] { color: $soft; font-size: ${SMALL}px; font-weight: 600; }
QLabel[role="error"] { color: $red; font-size: ${SMALL}px; }
QLabel[role="amber"] { color: $amber; }
QLabel[role="amber_lead"] { color: $amber; font-size: ${LEAD}px; font-weight: 600; }
QLabel[role="red"] { color: $red; }
QLabel[role="green"] { color: $green; }
QLabel[role="accent"] { color: $accent; font-weight: 600; }

QPushButton { min-height: ${CONTROL_INSIDE}px; max-height: ${CONTROL_INSIDE}px; padding: 0 ${M}px;
    border-radius: ${RADIUS}px; border: ${HAIR}px solid transparent; margin: 0;
    outline: none; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent;
    color: $on_accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_over; border-color: $accent_over; }
QPushButton[kind="primary"]:pressed { background: $accent_over; border-color: $accent_over; }
QPushButton[kind="secondary"] { background: $raised; border-color: $edge; }
QPushButton[kind="secondary"]:hover { background: $sunken; border-color: $soft; }
QPushButton[kind="quiet"] { background: transparent; color: $soft; padding: 0 ${S}px; }
QPushButton[kind="quiet"]:hover { background: $sunken; color: $ink; }
QPushButton[kind="link"] { background: transparent; color: $accent; font-weight: 600;
    padding: 0 ${S}px; }
QPushButton[kind="link"]:hover { background: $accent_wash; }
QPushButton[kind="filter"] { background: transparent; border: ${HAIR}px solid $edge; color: $soft; }
QPushButton[kind="filter"]:hover { background: $sunken; color: $ink; }
QPushButton[kind="filter"]:checked { background: $accent_wash; border-color: $accent;
    color: $accent; font-weight: 600; }
QPushButton[kind="fault"] { background: transparent; color: $red; }
QPushButton[kind="fault"]:hover { background: $red_wash; }
QPushButton[kind="crumb"] { background: transparent; color: $faint; padding: 0 ${XS}px; }
QPushButton[kind="crumb"]:hover { color: $ink; background: $sunken; }
QPushButton[kind="year"] { background: transparent; color: $ink; font-weight: 600; }
QPushButton[kind="year"]:hover { background: $sunken; }
QPushButton[slim="true"] { min-height: ${SLIM_INSIDE}px; max-height: ${SLIM_INSIDE}px;
    padding: 0 ${S}px; }
QPushButton:disabled, QPushButton[kind="primary"]:disabled { background: $sunken;
    border-color: $line; color: $faint; }
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled,
QPushButton[kind="crumb"]:disabled, QPushButton[kind="year"]:disabled { background: transparent;
    border-color: transparent; color: $mark; }

QMessageBox QPushButton { background: $raised; border-color: $edge; min-width: ${XXL}px; }
QMessageBox QPushButton:hover { background: $sunken; border-color: $soft; }
QMessageBox QPushButton:default { background: $accent; border-color: $accent; color: $on_accent;
    font-weight: 600; }
QMessageBox QPushButton:default:hover { background: $accent_over; border-color: $accent_over; }
QMessageBox QTextEdit { background: $raised; border: ${HAIR}px solid $edge;
    border-radius: ${RADIUS}px; }

QLineEdit, QPlainTextEdit, QComboBox { background: $raised; border: ${HAIR}px solid $edge;
    border-radius: ${RADIUS}px; padding: 0 ${S}px; selection-background-color: $accent;
    selection-color: $on_accent; placeholder-text-color: $faint; }
QLineEdit, QComboBox { min-height: ${CONTROL_INSIDE}px; max-height: ${CONTROL_INSIDE}px; }
QPlainTextEdit { padding: ${XS}px ${PAD_PROSE}px; }
QComboBox:!editable { padding-left: ${PAD_CHOICE}px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $soft; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: ${STROKE}px solid $accent;
    padding: 0 ${PAD_FOCUSED}px; }
QLineEdit:focus, QComboBox:focus { min-height: ${CONTROL_FOCUSED}px;
    max-height: ${CONTROL_FOCUSED}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border: ${STROKE}px solid $red; padding: 0 ${PAD_FOCUSED}px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { min-height: ${CONTROL_FOCUSED}px;
    max-height: ${CONTROL_FOCUSED}px; }
QPlainTextEdit:focus, QPlainTextEdit[wrong="true"] { padding: ${EDGE}px ${PAD_PROSE_FOCUSED}px; }
QComboBox:!editable:focus, QComboBox[wrong="true"]:!editable {
    padding-left: ${PAD_CHOICE_FOCUSED}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunken;
    border-color: $line; color: $faint; }
QLineEdit[bare="true"] { border: none; background: transparent; font-size: ${LEAD}px; padding: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; background: transparent;
    padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: ${XL}px; }
QComboBox::down-arrow { image: none; }

QCheckBox { spacing: ${S}px; }
QCheckBox:disabled { color: $mark; }
QCheckBox::indicator { width: ${ICON}px; height: ${ICON}px; background: $raised;
    border: ${HAIR}px solid $edge; border-radius: ${RADIUS_SMALL}px; }
QCheckBox::indicator:hover { border-color: $soft; }
QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url("$tick"); }
QCheckBox::indicator:disabled { background: $sunken; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $mark; border-color: $mark; }

QTableView { background: $page; border: none; gridline-color: transparent; outline: none; }
QHeaderView { background: $page; border: none; }
QTableCornerButton::section { background: $page; border: none; }

QScrollBar:vertical { background: transparent; width: ${M}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${M}px; margin: 0; }
QScrollBar::handle { background: $mark_wash; border-radius: ${EDGE}px; margin: ${EDGE}px;
    min-height: ${XXL}px; min-width: ${XXL}px; }
QScrollBar::handle:hover { background: $mark; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame#notice[tone="amber"] { background: $amber_wash; border-radius: ${RADIUS}px; }
QFrame#notice[tone="red"] { background: $red_wash; border-radius: ${RADIUS}px; }
QFrame#notice[tone="accent"] { background: $accent_wash; border-radius: ${RADIUS}px; }
QFrame#floating { background: $raised; border: ${HAIR}px solid $line;
    border-radius: ${RADIUS_LARGE}px; }
QWidget#found { background: $raised; }
QFrame#chosen { background: $accent_wash; border-radius: ${RADIUS}px; }
QWidget#beside QScrollArea, QWidget#beside_body { background: $ground; }
QFrame#menu { background: $raised; border: ${HAIR}px solid $edge; border-radius: ${RADIUS}px; }
QFrame#switch { background: $sunken; border-radius: ${RADIUS}px; }
QFrame#card QFrame#switch { background: $ground; }
QToolTip { background: $ink; color: $page; border: none; padding: ${XS}px ${S}px; }
QMenu { background: $raised; border: ${HAIR}px solid $edge; padding: ${XS}px; }
QMenu::item { padding: ${PAD_MENU}px ${L}px; border-radius: ${RADIUS_SMALL}px; }
QMenu::item:selected { background: $accent_wash; color: $ink; }
QMenu::item:disabled { color: $mark; }
QMenu::separator { height: ${HAIR}px; background: $line; margin: ${XS}px ${S}px; }
QProgressBar { background: $mark_wash; border: none; border-radius: ${EDGE}px;
    min-height: ${BAR}px; max-height: ${BAR}px; }
QProgressBar::chunk { background: $accent; border-radius: ${EDGE}px; }
QWidget#working { background: $accent_wash; border-top: ${HAIR}px solid $line; }
QListView { background: $raised; color: $ink; border: ${HAIR}px solid $edge; outline: none;
    selection-background-color: $accent_wash; selection-color: $ink; }
QListView::item { color: $ink; padding: ${XS}px ${S}px; }
QListView::item:hover { background: $sunken; }
QListView::item:selected { background: $accent_wash; color: $ink; }
"""
