#!/bin/sh
# dpkg runs it once the files are in place: configure [the version before].
set -e

program='/opt/${sanitizedProductName}/${executable}'
profile='/etc/apparmor.d/${executable}'

# Since Ubuntu 24.04 an ordinary user may make namespaces, and so a sandbox, only in a program with such a profile.
# Older AppArmors do not know this kind of profile and do not need it.
if apparmor_status --enabled >/dev/null 2>&1; then
  offered='/opt/${sanitizedProductName}/resources/apparmor-profile'
  if apparmor_parser --skip-kernel-load "$offered" >/dev/null 2>&1; then
    cp -f "$offered" "$profile"
    # In a chroot, where images of many PCs are made, the kernel is not the one that will run.
    if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
      apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
    fi
  fi
fi

# A till that runs keeps the files it was started with until it ends.
if [ "$1" = configure ] && [ -n "$2" ]; then
  for link in /proc/[0-9]*/exe; do
    if readlink "$link" 2>/dev/null | grep -q "^$program.* (deleted)$"; then
      echo "A till is running. It goes on with version $2 until it is closed and started again."
      break
    fi
  done
fi
