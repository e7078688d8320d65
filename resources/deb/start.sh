#!/bin/sh
# Starts the till as its entry in the menu does.
exec /opt/countertop/countertop --ozone-platform=x11 "$@"
