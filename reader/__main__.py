"""``python -m reader`` is the same as the ``reader`` command: here what it needs is loaded, which takes memory."""

import sys


def main() -> None:
    """Runs the command; too little memory even to load it is told in one line."""
    try:
        from reader.cli import main as run
    except MemoryError:
        sys.stderr.write(
            "reader: メモリーが足りません。ほかのプログラムを終わらせて、もう一度試してください。\n"
        )
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
