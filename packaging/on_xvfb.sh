#!/usr/bin/env bash
# Run a command on a screen of its own (Xvfb), as a window would meet it on X11.
set -euo pipefail
if ! command -v Xvfb >/dev/null; then
  echo "optopcheck: Xvfb is missing; install it with: sudo apt-get install xvfb" >&2
  exit 1
fi
coproc SCREEN { exec Xvfb -displayfd 1 -screen 0 1440x900x24 -nolisten tcp 2>/dev/null; }
screen=$SCREEN_PID
trap 'kill "$screen" 2>/dev/null || true' EXIT
read -r number <&"${SCREEN[0]}"
export DISPLAY=":$number" QT_QPA_PLATFORM=xcb VTK_DEFAULT_OPENGL_WINDOW=vtkXOpenGLRenderWindow
"$@"
