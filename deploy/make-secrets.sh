#!/usr/bin/env bash
# Writes the secrets that compose.yml mounts into deploy/secrets/. Files that exist are left alone, so it can be run again.
set -euo pipefail
folder=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets}

# The folder is closed to other users of this machine; the files are readable, because a container's user has another id than ours.
mkdir -p "$folder"
chmod 700 "$folder"
mkdir -p "$folder/sources" "$folder/receivers"
chmod 755 "$folder/sources" "$folder/receivers"

write() { # file, content
  if [ -e "$folder/$1" ]; then echo "kept     $1"; return; fi
  (umask 022; printf '%s\n' "$2" >"$folder/$1")
  echo "written  $1"
}

password() { openssl rand -hex 24; }

write database_password "$(password)"
write bus_password "$(password)"
write database "Host=database;Database=vigie;Username=vigie;Password=$(cat "$folder/database_password")"
write rabbitmq.conf "default_user = vigie
default_pass = $(cat "$folder/bus_password")"
