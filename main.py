"""Start Training Desk: a window, or one command when one is given."""

import gc
import sys


def main(words: list[str]) -> int:
    """Run the command, or open the window when there is none."""
    gc.disable()  # what is loaded stays; looking through it again and again takes a fifth longer
    from trainingdesk import commands  # noqa: PLC0415

    if commands.is_for_the_window(words):
        from ui import app  # noqa: PLC0415  # a server without a screen has no Qt

        return app.main(words)  # the window collects in its own time
    gc.enable()
    return commands.main(words)


def start() -> None:
    """Start as an installed program."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    start()
