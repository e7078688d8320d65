#!/bin/sh
# keyring-session.sh <program> [arguments]: runs a program in its own desktop session with an unlocked gnome-keyring and
# exits with the program's exit code. The user's key ring, settings and session are never touched.
#   COUNTERTOP_KEYRING_PROGRAM  the program, for callers that can pass only its arguments (Playwright)
#   COUNTERTOP_KEYRING_HOME     the session's home folder, which is kept so that a later session finds the same key ring;
#                               by default a folder that is removed at the end
set -eu

if [ -n "${COUNTERTOP_KEYRING_PROGRAM:-}" ]; then
  set -- "$COUNTERTOP_KEYRING_PROGRAM" "$@"
fi

# The display's credentials are in the user's real home.
if [ -z "${XAUTHORITY:-}" ] && [ -e "$HOME/.Xauthority" ]; then
  export XAUTHORITY="$HOME/.Xauthority"
fi

# Always new, and with a short path: paths of the sockets in it are limited to 107 characters.
session=$(mktemp -d)
trap 'rm -rf "$session"' EXIT
home=${COUNTERTOP_KEYRING_HOME:-$session/home}
mkdir -p "$home/data" "$home/config" "$home/cache"
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export XDG_RUNTIME_DIR="$session"

# A signal ends the program, which ends the session; this script ends last, after cleaning up.
pass() {
  kill -TERM "$(cat "$session/program")" 2>/dev/null || true
}
trap pass TERM INT HUP

# The daemon goes to the background before it is on the bus; a program that asks earlier finds no key ring.
dbus-run-session -- sh -c '
  answers() {
    dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
      org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q "boolean true"
  }
  printf countertop | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  tries=0
  until answers; do
    tries=$((tries + 1))
    if [ "$tries" = 100 ]; then
      echo "countertop: gnome-keyring does not answer" >&2
      exit 1
    fi
    sleep 0.1
  done
  echo $$ >"$XDG_RUNTIME_DIR/program"
  exec "$@"
' keyring "$@" <&0 &
bus=$!

status=0
wait "$bus" || status=$?
while kill -0 "$bus" 2>/dev/null; do
  wait "$bus" || status=$?
done
exit "$status"
