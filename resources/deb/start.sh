#!/bin/sh
# Starts the till as its entry in the menu does.
exec '/opt/Countertop POS/countertop' --ozone-platform=x11 "$@"
