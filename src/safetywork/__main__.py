"""`python -m safetywork`."""

from safetywork.adapters.cli import run

if __name__ == "__main__":
    run()
