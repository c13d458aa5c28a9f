#!/usr/bin/env bash
# One script for people and CI. Installs what it needs, stops what it started, closes with "N passed, N failed, N skipped".
#
#   ./build.sh test              everything: unit, integration (real PostgreSQL, RabbitMQ, SMTP), browser, deployment files
#   ./build.sh browser           the browser tests alone
#   ./build.sh real              tests against third-party servers: WordPress, a Bluesky network, a Jetstream of its events
#   ./build.sh bench [name…]     benchmarks, each with its floor or target in the same run
#   ./build.sh soak [mentions]   the kill test at any size (default 20,000)
#   ./build.sh migration NAME    a migration for both databases
#   ./build.sh build             builds the solution
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
servers=""
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }

# Packages by the command that shows they are there: installed only when missing.
install_missing() {
  local wanted=()
  ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted+=(postgresql)
  ls /usr/lib/rabbitmq/bin/rabbitmq-server >/dev/null 2>&1 || wanted+=(rabbitmq-server)
  command -v chromium >/dev/null || wanted+=(chromium)
  command -v python3 >/dev/null || wanted+=(python3)
  # Not every Python on the path looks where Debian puts its modules; the tests take the first that does.
  for python in $(type -aP python3); do "$python" -c 'import aiosmtpd' 2>/dev/null && break; done || wanted+=(python3-aiosmtpd)
  command -v systemd-analyze >/dev/null || wanted+=(systemd)
  [ ${#wanted[@]} -eq 0 ] && return 0
  say "installing ${wanted[*]}"
  local sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  # Nothing of it is started as a service: the tests start their own.
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $sudo apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
}

start_servers() {
  servers=$(mktemp -d)
  trap stop_servers EXIT
  say "starting PostgreSQL and RabbitMQ"
  VIGIE_TEST_POSTGRES=$(tests/servers.sh postgres start "$servers/postgres"); export VIGIE_TEST_POSTGRES
  VIGIE_TEST_RABBIT=$(tests/servers.sh rabbit start "$servers/rabbit"); export VIGIE_TEST_RABBIT
}

stop_servers() {
  [ -n "$servers" ] || return 0
  tests/servers.sh rabbit forget "$servers/rabbit" || true
  tests/servers.sh postgres stop "$servers/postgres" || true
  rm -rf "$servers"
  servers=""
}

start_real_servers() {
  servers=$(mktemp -d)
  trap stop_real_servers EXIT
  say "starting WordPress, Bluesky and Jetstream"
  VIGIE_TEST_WORDPRESS=$(tests/real-servers.sh wordpress start "$servers/wordpress"); export VIGIE_TEST_WORDPRESS
  VIGIE_TEST_BLUESKY=$(tests/real-servers.sh bluesky start "$servers/bluesky"); export VIGIE_TEST_BLUESKY
  VIGIE_TEST_JETSTREAM=$(tests/real-servers.sh jetstream start "$servers/jetstream"); export VIGIE_TEST_JETSTREAM
}

stop_real_servers() {
  [ -n "$servers" ] || return 0
  local server
  for server in jetstream bluesky wordpress; do tests/real-servers.sh "$server" stop "$servers/$server" || true; done
  rm -rf "$servers"
  servers=""
}

build() { # CONFIGURATION
  say "building ($1)"
  dotnet build Monitor.sln -c "$1" -v quiet --nologo
}

# Runs a test program and adds its summary to the totals.
run_tests() { # PROJECT [ARGUMENTS…]
  local project=$1 log; shift
  say "$project"
  log=$(mktemp)
  local ok=0
  "artifacts/bin/$project/debug/$project" -noColor "$@" 2>&1 | tee "$log" || ok=$?
  local summary total bad skip
  summary=$(grep -E 'Total: [0-9]+' "$log" | tail -n 1 || true)
  total=$(sed -nE 's/.*Total: ([0-9]+).*/\1/p' <<<"$summary")
  bad=$(( $(sed -nE 's/.*Failed: ([0-9]+).*/\1/p' <<<"$summary" | grep . || echo 0) + $(sed -nE 's/.*Errors: ([0-9]+).*/\1/p' <<<"$summary" | grep . || echo 0) ))
  skip=$(sed -nE 's/.*Skipped: ([0-9]+).*/\1/p' <<<"$summary" | grep . || echo 0)
  rm -f "$log"
  # A program that ends badly without a failed test, or runs none, is a failure of its own.
  if [ -z "$total" ] || [ "$total" = 0 ] || { [ "$ok" != 0 ] && [ "$bad" = 0 ]; }; then bad=$((bad + 1)); total=$((${total:-0} + 1)); fi
  passed=$((passed + total - bad - skip)); failed=$((failed + bad)); skipped=$((skipped + skip))
}

run_check() { # NAME COMMAND…
  local name=$1; shift
  say "$name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

close() {
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ]
}

case "${1:-test}" in
  test)
    install_missing
    build Debug
    run_check "deployment files" deploy/check.sh
    run_tests Vigie.UnitTests
    start_servers
    run_tests Vigie.IntegrationTests
    run_tests Vigie.BrowserTests
    stop_servers
    close
    ;;
  browser)
    install_missing
    build Debug
    start_servers
    run_tests Vigie.BrowserTests
    stop_servers
    close
    ;;
  real)
    install_missing
    tests/real-servers.sh install
    build Debug
    start_real_servers
    run_tests Vigie.RealTests
    stop_real_servers
    close
    ;;
  bench)
    shift
    install_missing
    build Release
    artifacts/bin/Vigie.Benchmarks/release/Vigie.Benchmarks "$@"
    ;;
  soak)
    install_missing
    build Debug
    export VIGIE_TEST_SOAK_MENTIONS=${2:-20000}
    start_servers
    run_tests Vigie.IntegrationTests -class Vigie.IntegrationTests.Soak.KillTests -showLiveOutput
    stop_servers
    close
    ;;
  migration)
    : "${2:?name of the migration expected}"
    dotnet tool restore >/dev/null
    for provider in Sqlite Postgres; do
      (cd src/Storage/Design && dotnet ef migrations add "$2" --context "${provider}MonitorDb" --project ../Vigie.Storage.csproj --startup-project . --output-dir "$provider/Migrations")
    done
    ;;
  build)
    build Debug
    ;;
  *)
    sed -n '2,10p' "$0" >&2
    exit 2
    ;;
esac
