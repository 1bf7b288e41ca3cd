"""Start Training Desk: a window, or one command when one is given."""

import sys

from trainingdesk import commands


def main(words: list[str]) -> int:
    """Run the command, or open the window when there is none."""
    if commands.is_for_the_window(words):
        from ui import app  # noqa: PLC0415  # a server without a screen has no Qt

        return app.main(words)
    return commands.main(words)


def start() -> None:
    """Start as an installed program."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    start()
