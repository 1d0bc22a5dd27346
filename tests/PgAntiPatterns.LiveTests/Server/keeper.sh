#!/bin/sh
# Starts a throw-away PostgreSQL cluster and keeps it for as long as this script's standard input stays open.
# The test process holds the other end of that pipe: however it ends, the kernel closes the pipe, and the cluster goes.
#
#   keeper.sh keep FOLDER BIN    prints "ready", or what went wrong
#   keeper.sh stop FOLDER BIN    ends what runs in FOLDER and deletes it
#
# FOLDER holds `password` and `settings.conf`; FOLDER.lock lies next to it and is locked by the process that owns it.
set -u
mode=$1 folder=$2 bin=$3

# PostgreSQL refuses to run as root.
as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    user=nobody
    if id -u postgres >/dev/null 2>&1; then user=postgres; fi
    if command -v setpriv >/dev/null; then
        as_server() { setpriv --reuid="$(id -u $user)" --regid="$(id -g $user)" --clear-groups -- "$@"; }
    elif command -v runuser >/dev/null; then
        as_server() { runuser -u $user -- "$@"; }
    else
        as_server() { su -s /bin/sh $user -c 'exec "$0" "$@"' -- "$@"; }
    fi
    chown -R "$(id -u $user)" "$folder"
fi
cd "$folder" || exit 1

start() { as_server "$bin/pg_ctl" start -w -t 60 -D "$folder/data" -l pg_ctl.log </dev/null >/dev/null 2>&1; }

stop() {
    as_server "$bin/pg_ctl" stop -w -t 20 -m immediate -D "$folder/data" </dev/null >/dev/null 2>&1
    cd /
    rm -rf "$folder" "$folder.lock"
}

give_up() {
    echo "$1 failed as user $(as_server id -un):"
    tail -n 5 "$1.log" 2>/dev/null
    stop
    exit 1
}

if [ "$mode" = stop ]; then
    stop
    exit 0
fi

# The terminal's Ctrl+C and hang-up, and a reader that is gone, are all the end of the run: the end of input tells.
trap '' INT HUP PIPE
trap : TERM

echo $$ >keeper.pid
as_server "$bin/initdb" -D "$folder/data" -U postgres --pwfile=password --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync \
    </dev/null >initdb.log 2>&1 || give_up initdb
cat settings.conf >>data/postgresql.conf
if ! start; then
    # A server without its contrib modules still serves the experiments that count no statements.
    grep -q 'pg_stat_statements' pg_ctl.log || give_up pg_ctl
    echo "shared_preload_libraries = ''" >>data/postgresql.conf
    start || give_up pg_ctl
fi

echo ready 2>/dev/null
while read -r _; do :; done
stop
