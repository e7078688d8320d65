#!/bin/sh
# dpkg runs it after the files are gone: remove, purge; or upgrade, when those of the next version are there already.
set -e

profile='/etc/apparmor.d/${executable}'

case "$1" in
  remove | purge)
    if [ -f "$profile" ]; then
      if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
        apparmor_parser --remove "$profile" || true
      fi
      rm -f "$profile"
    fi
    ;;
esac

if [ "$1" = purge ]; then
  echo "The tills' books stay where they are: the journals, settings and keys in each user's ~/.config/Countertop POS,"
  echo "or where COUNTERTOP_HOME pointed. Remove them by hand when the law no longer asks you to keep them."
fi
