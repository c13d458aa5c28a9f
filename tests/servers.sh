#!/usr/bin/env bash
# Throw-away servers for tests: each lies in a folder of its own, on a free port of loopback, and is stopped by its process id.
#
#   servers.sh postgres start DIR     prints the connection string of the administrator
#   servers.sh postgres stop DIR      (fast shutdown; the data stay, so that start brings them back on the same port)
#   servers.sh rabbit start DIR       prints host:port
#   servers.sh rabbit stop DIR
#   servers.sh rabbit forget DIR      stops it, and the port mapper that was started for it
set -euo pipefail

free_port() {
  python3 - <<'P'
import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])
P
}

# The servers refuse to run as root, or own files of a user of their own.
as_user() {
  local user=$1; shift
  if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

own() { if [ "$(id -u)" = 0 ]; then chown -R "$1" "$2"; fi; }

kept_port() { # FILE
  if [ ! -s "$1" ]; then free_port >"$1"; fi
  cat "$1"
}

wait_for() { # WHAT COMMAND...
  local what=$1; shift
  for _ in $(seq 1 240); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.25
  done
  echo "$what did not come up within 60 s" >&2
  return 1
}

postgres_bin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1; }

postgres_start() {
  local dir=$1 bin port
  bin=$(postgres_bin)
  mkdir -p "$dir"
  # The server's own user must be able to enter, also when the folder above was made for one user only.
  chmod 755 "$dir" "$(dirname "$dir")"
  port=$(kept_port "$dir/port")
  own postgres "$dir"
  if [ ! -d "$dir/data" ]; then
    as_user postgres "$bin/initdb" -D "$dir/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1
    # Durable as in production: the kill tests would prove nothing with fsync off. Only the connections are many.
    echo "max_connections = 300" >>"$dir/data/postgresql.conf"
  fi
  as_user postgres "$bin/pg_ctl" -D "$dir/data" -l "$dir/postgres.log" -w -t 60 \
    -o "-p $port -c listen_addresses=127.0.0.1 -k $dir" start >"$dir/pg_ctl.log" 2>&1
  echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

postgres_stop() {
  local dir=$1
  [ -f "$dir/data/postmaster.pid" ] || return 0
  as_user postgres "$(postgres_bin)/pg_ctl" -D "$dir/data" -m fast -w -t 60 stop >>"$dir/pg_ctl.log" 2>&1
}

rabbit_environment() {
  local dir=$1
  export RABBITMQ_NODENAME="vigie$(kept_port "$dir/port")@localhost"
  RABBITMQ_NODE_PORT=$(kept_port "$dir/port"); export RABBITMQ_NODE_PORT
  RABBITMQ_DIST_PORT=$(kept_port "$dir/dist"); export RABBITMQ_DIST_PORT
  ERL_EPMD_PORT=$(kept_port "$dir/epmd"); export ERL_EPMD_PORT
  export RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 ERL_EPMD_ADDRESS=127.0.0.1
  export RABBITMQ_MNESIA_BASE="$dir/mnesia" RABBITMQ_LOG_BASE="$dir/log" RABBITMQ_ENABLED_PLUGINS_FILE="$dir/plugins" RABBITMQ_PID_FILE="$dir/pid"
  export RABBITMQ_CONFIG_FILE="$dir/rabbitmq" RABBITMQ_SCHEMA_DIR="$dir/schema" RABBITMQ_GENERATED_CONFIG_DIR="$dir/config" HOME="$dir"
  # Two cores are shared with everything else of the test.
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none"
}

rabbit_bin() { ls -d /usr/lib/rabbitmq/bin /usr/lib/rabbitmq/lib/*/sbin 2>/dev/null | head -n 1; }

rabbit_start() {
  local dir=$1
  mkdir -p "$dir"
  # The server's own user must be able to enter, also when the folder above was made for one user only.
  chmod 755 "$dir" "$(dirname "$dir")"
  rabbit_environment "$dir"
  [ -f "$dir/plugins" ] || echo "[]." >"$dir/plugins"
  [ -f "$dir/rabbitmq.conf" ] || printf 'loopback_users.guest = true\ndisk_free_limit.absolute = 50MB\n' >"$dir/rabbitmq.conf"
  own rabbitmq "$dir"
  # All of it redirected, the waiting shell too: a caller that reads our output must not wait for the server's end.
  (cd "$dir" && as_user rabbitmq setsid "$(rabbit_bin)/rabbitmq-server") >"$dir/server.log" 2>&1 </dev/null &
  wait_for RabbitMQ as_user rabbitmq "$(rabbit_bin)/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" await_startup --timeout 5
  echo "127.0.0.1:$RABBITMQ_NODE_PORT"
}

rabbit_stop() {
  local dir=$1 pid
  [ -f "$dir/pid" ] || return 0
  rabbit_environment "$dir"
  pid=$(cat "$dir/pid")
  as_user rabbitmq "$(rabbit_bin)/rabbitmqctl" -q -n "$RABBITMQ_NODENAME" stop >>"$dir/server.log" 2>&1 || kill "$pid" 2>/dev/null || true
  for _ in $(seq 1 120); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.25; done
  kill -9 "$pid" 2>/dev/null || true
}

rabbit_forget() {
  local dir=$1
  rabbit_stop "$dir"
  rabbit_environment "$dir"
  as_user rabbitmq epmd -port "$ERL_EPMD_PORT" -kill >/dev/null 2>&1 || true
}

"$1_$2" "$3"
