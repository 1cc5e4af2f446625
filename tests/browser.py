"""The browser that the journeys drive: Debian's chromium, installed here when that is allowed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
COMMAND = f"apt-get update && apt-get install -y {' '.join(PACKAGES)}"


def path() -> str | None:
    """Where the browser is; `MATCHMAKER_BROWSER` names another one."""
    return os.environ.get("MATCHMAKER_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Make sure there is a browser; 1 with the line to run when that needs somebody else."""
    if path():
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"The browser tests need chromium. Please run once:\n\n  sudo sh -c '{COMMAND}'\n", file=sys.stderr)
        return 1
    print("Installing chromium for the browser tests …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["sh", "-c", COMMAND], env=environment, stdout=subprocess.DEVNULL, check=False)
    return 0 if done.returncode == 0 and path() else 1


if __name__ == "__main__":
    sys.exit(main())
