#!/usr/bin/env bash
# Third-party servers for the tests in tests/Real: real programs, each in a throw-away folder on loopback, stopped by its process id.
#
#   real-servers.sh install               what is missing, from Debian and npm; npm packages go into the cache, never into the repository
#   real-servers.sh wordpress start DIR   prints its address
#   real-servers.sh wordpress stop DIR
#   real-servers.sh bluesky start DIR     prints the address of the personal data server; the AppView listens on the port behind it
#   real-servers.sh bluesky stop DIR
#   real-servers.sh jetstream start DIR   prints the address of the stream made of that server's events
#   real-servers.sh jetstream stop DIR
#
# The Bluesky network has fixed ports (2581 to 2587) and listens on all interfaces: not on a machine that strangers reach.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/vigie-real
node_version=22.23.3
dev_env_version=0.6.7
node_modules=$cache/atproto/node_modules

as_user() {
  local user=$1; shift
  if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

own() { if [ "$(id -u)" = 0 ]; then chown -R "$1" "$2"; fi; }

free_port() {
  python3 - <<'P'
import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])
P
}

wait_for() { # WHAT COMMAND...
  local what=$1; shift
  for _ in $(seq 1 480); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.25
  done
  echo "$what did not come up within 120 s" >&2
  return 1
}

# Starts a server that outlives this script and notes its process id; it must not keep the pipe that the caller reads.
launch() { # DIR NAME COMMAND...
  local dir=$1 name=$2; shift 2
  setsid "$@" >"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
}

halt() { # DIR NAME
  local file=$1/$2.pid pid
  [ -s "$file" ] || return 0
  pid=$(cat "$file")
  rm -f "$file"
  # With the workers that it started: each server leads a group of its own.
  kill -- "-$pid" 2>/dev/null || return 0
  for _ in $(seq 1 80); do kill -0 -- "-$pid" 2>/dev/null || return 0; sleep 0.25; done
  kill -9 -- "-$pid" 2>/dev/null || true
}

install_debian() {
  local wanted=()
  command -v redis-server >/dev/null || wanted+=(redis-server)
  command -v mariadbd >/dev/null || wanted+=(mariadb-server)
  command -v php >/dev/null || wanted+=(php-cli php-mysql php-xml php-mbstring php-gd)
  [ -d /usr/share/wordpress ] || wanted+=(wordpress php-mysql php-xml)
  command -v npm >/dev/null || wanted+=(nodejs npm)
  command -v g++ >/dev/null && command -v make >/dev/null || wanted+=(g++ make)
  command -v curl >/dev/null || wanted+=(curl)
  [ ${#wanted[@]} -eq 0 ] && return 0
  echo "installing ${wanted[*]}" >&2
  local sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $sudo apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
}

npm_install() { # FOLDER PACKAGE
  mkdir -p "$1"
  [ -f "$1/package.json" ] || echo '{"private":true}' >"$1/package.json"
  (cd "$1" && npm install --no-audit --no-fund --save-exact "$2" >"$1/install.log" 2>&1) || { cat "$1/install.log" >&2; return 1; }
}

# A mark is written last: what was cut in the middle is done again.
install_npm() {
  local mark=$cache/node-$node_version-dev-env-$dev_env_version
  [ -f "$mark" ] && return 0
  echo "installing node $node_version and @atproto/dev-env $dev_env_version into $cache" >&2
  npm_install "$cache/node" "node@$node_version"
  export PATH=$cache/node/node_modules/.bin:$PATH
  npm_install "$cache/atproto" "@atproto/dev-env@$dev_env_version"
  # Its own headers: the module must fit this Node, not the one of the machine.
  local headers
  headers=$(dirname "$(dirname "$(readlink -f "$(find "$cache/node/node_modules" -path '*/include/node/node.h' | head -n 1)")")")
  (cd "$cache/atproto" && npm_config_nodedir=$(dirname "$headers") npm rebuild better-sqlite3 --foreground-scripts >rebuild.log 2>&1) || { tail -n 40 "$cache/atproto/rebuild.log" >&2; return 1; }
  touch "$mark"
}

wordpress_start() {
  local dir=$1 port database
  mkdir -p "$dir/db"
  chmod 755 "$dir" "$(dirname "$dir")"
  port=$(free_port) database=$(free_port)
  own mysql "$dir/db"
  mariadb-install-db --user="$(if [ "$(id -u)" = 0 ]; then echo mysql; else id -un; fi)" --datadir="$dir/db" --skip-test-db >"$dir/install-db.log" 2>&1
  launch "$dir" mariadb mariadbd --no-defaults --user="$(if [ "$(id -u)" = 0 ]; then echo mysql; else id -un; fi)" --datadir="$dir/db" \
    --port="$database" --bind-address=127.0.0.1 --socket="$dir/db/s.sock" --pid-file="$dir/db/pid" --innodb-buffer-pool-size=64M
  wait_for MariaDB mariadb --no-defaults -S "$dir/db/s.sock" -e "select 1"
  mariadb --no-defaults -S "$dir/db/s.sock" -e "create database wp; create user wp@127.0.0.1 identified by 'wp'; create user wp@localhost identified by 'wp'; grant all on wp.* to wp@127.0.0.1; grant all on wp.* to wp@localhost"

  cp -rL /usr/share/wordpress "$dir/site"
  cat >"$dir/site/wp-config.php" <<P
<?php
define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp'); define('DB_HOST', '127.0.0.1:$database');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', 'http://127.0.0.1:$port'); define('WP_SITEURL', 'http://127.0.0.1:$port');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
\$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
P
  # Everybody comes from 127.0.0.1 here: the brake on commenting too quickly would stop the second visitor.
  mkdir -p "$dir/site/wp-content/mu-plugins"
  echo "<?php add_filter('comment_flood_filter', '__return_false', 99); add_filter('wp_is_comment_flood', '__return_false', 99);" >"$dir/site/wp-content/mu-plugins/tests.php"
  PHP_CLI_SERVER_WORKERS=2 launch "$dir" php php -d display_errors=0 -S "127.0.0.1:$port" -t "$dir/site"
  wait_for PHP curl -fsS -o /dev/null "http://127.0.0.1:$port/wp-admin/install.php"
  curl -fsS -o "$dir/install.html" "http://127.0.0.1:$port/wp-admin/install.php?step=2" \
    -d 'weblog_title=Brand&user_name=admin&admin_password=hunter2&admin_password2=hunter2&pw_weak=1&admin_email=admin@brand.example&Submit=Install'
  curl -fsS -o /dev/null "http://127.0.0.1:$port/?feed=rss2" || { echo "WordPress was not installed: see $dir/install.html" >&2; return 1; }
  echo "http://127.0.0.1:$port/"
}

wordpress_stop() {
  halt "$1" php
  halt "$1" mariadb
}

bluesky_start() {
  local dir=$1 postgres redis
  mkdir -p "$dir/redis"
  "$here/servers.sh" postgres start "$dir/postgres" >/dev/null
  postgres=$(cat "$dir/postgres/port") redis=$(free_port)
  launch "$dir" redis redis-server --port "$redis" --bind 127.0.0.1 --dir "$dir/redis" --save ''
  wait_for Redis redis-cli -p "$redis" ping
  # In its own folder: it leaves temporary files where it is started.
  export DB_POSTGRES_URL="postgresql://postgres@127.0.0.1:$postgres/postgres" DB_POSTGRES_SCHEMA=bsky REDIS_HOST="127.0.0.1:$redis" LOG_ENABLED=false
  launch "$dir" dev-env "$cache/node/node_modules/.bin/node" "$node_modules/@atproto/dev-env/bin.js"
  wait_for "Bluesky" grep -q "Dev environment is ready" "$dir/dev-env.log" || { tail -n 20 "$dir/dev-env.log" >&2; return 1; }
  echo "http://127.0.0.1:2583/"
}

bluesky_stop() {
  halt "$1" dev-env
  halt "$1" redis
  "$here/servers.sh" postgres stop "$1/postgres"
}

jetstream_start() {
  local dir=$1 port
  mkdir -p "$dir"
  port=$(free_port)
  # Node looks for packages beside the script.
  cp "$here/Real/jetstream.mjs" "$cache/atproto/jetstream.mjs"
  launch "$dir" jetstream "$cache/node/node_modules/.bin/node" "$cache/atproto/jetstream.mjs" "$port" ws://127.0.0.1:2583 http://127.0.0.1:2582
  wait_for Jetstream curl -fsS -o /dev/null "http://127.0.0.1:$port/"
  echo "ws://127.0.0.1:$port/subscribe"
}

jetstream_stop() { halt "$1" jetstream; }

case "$*" in
  install) install_debian; install_npm ;;
  "wordpress start "* | "wordpress stop "* | "bluesky start "* | "bluesky stop "* | "jetstream start "* | "jetstream stop "*) "$1_$2" "$3" ;;
  *) sed -n '2,11p' "$0" >&2; exit 2 ;;
esac
