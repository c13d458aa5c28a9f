#!/usr/bin/env bash
# Checks what can be checked of deploy/ without installing anything: units, their hardening, and the example configuration.
# Needs systemd-analyze (Debian: systemd) and python3. Prints one line a check; ends with a non-zero code when one fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

command -v systemd-analyze >/dev/null || { echo "failed  systemd-analyze is missing: install Debian's package systemd"; exit 1; }

report() { # name, what is wrong (empty when nothing is)
  if [ -n "$2" ]; then printf 'failed  %s\n%s\n' "$1" "$2"; failed=$((failed + 1)); else printf 'ok      %s\n' "$1"; fi
}

# systemd-analyze demands that the program exists. The units are copied and point at a stand-in, so that every other complaint counts.
printf '#!/bin/sh\n' >"$work/vigie"
chmod 755 "$work/vigie"
stand_in() { # unit file, folder to put the copy in
  mkdir -p "$2"
  sed -e "s#^\(ExecStart=\)/opt/vigie/vigie#\1$work/vigie#" -e 's#^Documentation=file:///opt/vigie/#Documentation=file:///#' "$1" >"$2/$(basename "$1")"
}
# Warnings of verify do not change its exit code in every version: any output about our unit is a failure.
complaints_of() {
  local output code=0
  output=$(systemd-analyze --man=no --generators=no verify "$1" 2>&1) || code=$?
  grep -F "$(basename "$1")" <<<"$output" || [ "$code" = 0 ] || echo "exit code $code: $output"
}

for unit in "$here"/systemd/*.service; do
  name=$(basename "$unit")
  grep -q '^ExecStart=/opt/vigie/vigie ' "$unit" || report "$name starts the program" "ExecStart does not start /opt/vigie/vigie"
  stand_in "$unit" "$work/units"
done
for unit in "$work"/units/*.service; do
  report "systemd-analyze verify $(basename "$unit")" "$(complaints_of "$unit")"
  code=0
  exposure=$(systemd-analyze security --offline=true --threshold=25 --no-pager "$unit" 2>&1) || code=$?
  report "exposure of $(basename "$unit") at most 2.5 of 10" "$([ "$code" = 0 ] || tail -n 1 <<<"$exposure")"
done

# The check must be able to fail: a misspelt key and a missing program are found.
sed 's/^NoNewPrivileges=/NoNewPriviledges=/' "$work/units/vigie.service" >"$work/vigie-misspelt.service"
report "a misspelt key is found" "$([ -n "$(complaints_of "$work/vigie-misspelt.service")" ] || echo "verify said nothing")"
sed 's#^ExecStart=[^ ]*#ExecStart=/nowhere/vigie#' "$work/units/vigie.service" >"$work/vigie-absent.service"
report "a missing program is found" "$([ -n "$(complaints_of "$work/vigie-absent.service")" ] || echo "verify said nothing")"

for stop in $(sed -n 's/^TimeoutStopSec=//p' "$here"/systemd/*.service); do
  [ "$stop" -ge 10 ] || report "time to stop" "TimeoutStopSec=$stop: Vigie is given 10 s at least"
done

for json in "$here"/*.json; do
  report "$(basename "$json") is JSON" "$(python3 -m json.tool "$json" 2>&1 >/dev/null)"
done

echo "$([ "$failed" = 0 ] && echo passed || echo "$failed failed")"
[ "$failed" = 0 ]
