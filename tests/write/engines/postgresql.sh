#!/bin/bash
# Asks PostgreSQL: postgresql.sh FOLDER, with the path of its programs in PG_BIN. See engines.hpp for what is in the folder.
# The server is one of our own, in a folder that goes away with it, and is reached by a socket in there alone. It refuses to
# run as root, so that root has nobody run it.
set -euo pipefail
cd "$1"
home=$(mktemp -d)
as_user=()
if ((EUID == 0)); then
  chown nobody "$home"
  as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
control() { (cd "$home" && "${as_user[@]}" "$PG_BIN/pg_ctl" -D "$home/data" "$@" >>server.log 2>&1); }
trap 'control -m immediate stop || true; rm -rf "$home"' EXIT

touch "$home/server.log" && chmod 666 "$home/server.log"
(cd "$home" && "${as_user[@]}" "$PG_BIN/initdb" -D data -U truceline -A trust -E UTF8 --locale=C --no-sync >>server.log) \
  || { cat "$home/server.log" >&2; exit 1; }
control -w -o "-k $home -c listen_addresses='' -c fsync=off" start || { cat "$home/server.log" >&2; exit 1; }
ask() { "$PG_BIN/psql" -X -q -h "$home" -U truceline -d postgres -v ON_ERROR_STOP=1 "$@"; }

ask -f tables.sql
ask -f questions.sql
for file in load/*.csv; do
  ask -c "COPY $(basename "$file" .csv) FROM STDIN (FORMAT csv)" <"$file"
done
ask -c ANALYZE
for file in ask/*.sql; do
  ask -c "COPY ($(cat "$file")) TO STDOUT (FORMAT csv)" >"answers/$(basename "$file" .sql).csv"
done
