#!/bin/sh
# DS-36, DS-37 with real processes: three sites with spools and Maildirs under load from concurrent SMTP sessions; in each
# round one of them is killed with SIGKILL at a random moment and started again; meanwhile the same accounts are created at
# several sites at the same time (DS-43). At the end mailboxes and accounts are compared with what was promised. Exit status 0:
# nothing lost, nothing invented, every duplicate has its cause, no account is at two sites.
# usage: bench/kill.sh [ROUNDS [SEED]]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-200}
seed=${2:-$(date +%s)}
. bench/common.sh
want_java

./dslab --version > /dev/null
"$javac" -d "$work/classes" bench/kill/*.java
mkdir "$work/sites"
echo "$rounds rounds, seed $seed"
"$java" -cp "$work/classes" Kill "$rounds" "$seed" "$work/sites" "127.63.$(($$ % 250))" ./dslab || {
    status=$?
    # Whoever wants to know why needs what the sites have written.
    if [ -n "${KEEP:-}" ]; then
        cp -R "$work/sites" "$KEEP"
        echo "the sites' files are in $KEEP"
    else
        echo 'KEEP=FOLDER bench/kill.sh ... keeps the files of the sites'
    fi
    exit "$status"
}
