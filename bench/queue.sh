#!/bin/sh
# A site whose spool holds many messages for a host that is dead: how soon it accepts mail after its start, how much memory
# it takes, and how much a retry round delays new mail, against the same site without that queue.
# usage: bench/queue.sh [MESSAGES]
set -eu
cd "$(dirname "$0")/.."
messages=${1:-100000}
. bench/common.sh
want_java
dead_port=$sink_port

./dslab --version > /dev/null
read -r build < target/launcher/current
lib="target/launcher/$build/lib/*"
"$javac" -cp "$lib" -d "$work/classes" bench/queue/*.java
run() {
    "$java" --enable-native-access=ALL-UNNAMED -cp "$work/classes:$lib" "$@"
}

configure() {
    cat > "$work/$1.yaml" << END
site: bench
domains: [example.com]
smtp: { listen: "127.0.0.1:$smtp_port", max-commands: 1000000 }
minger: { enabled: false }
mailboxes: none
accounts: [akira]
spool: $1
retry: { first-hour-every: 2s, then-every: 2s }
sharing: { hosts: [ { host: "127.0.0.1:$dead_port", site: dead } ] }
END
}
configure empty
configure full
run Fill "$work/full" "$messages" 127.0.0.1 "$dead_port"
echo "$messages messages queued, $(du -sm "$work/full" | cut -f 1) MiB"

# at_most WORDS VALUE TARGET
at_most() {
    if awk -v v="$2" -v t="$3" 'BEGIN { exit !(v <= t) }'; then
        echo "$1: $2, target $3: reached"
    else
        echo "$1: $2, target $3: MISSED"
        missed=1
    fi
}

DSLAB_JAVA_OPTS="-Xmx${HEAP:-256m} ${DSLAB_JAVA_OPTS:-}"
export DSLAB_JAVA_OPTS
start "$work/empty.out" ./dslab site --config "$work/empty.yaml"
run Probe 127.0.0.1 "$smtp_port" akira@example.com 10 > /dev/null
empty=$(run Probe 127.0.0.1 "$smtp_port" akira@example.com 12)
stop_all

before=$(date +%s%N)
start "$work/full.out" ./dslab site --config "$work/full.yaml"
after=$(date +%s%N)
run Probe 127.0.0.1 "$smtp_port" akira@example.com 10 > /dev/null
full=$(run Probe 127.0.0.1 "$smtp_port" akira@example.com 12)
memory=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$begun/status")
stop_all

echo "ms for a mail (median, worst) and for a NOOP (median, worst): $empty without the queue; $full with it, retried every 2 s"
at_most 'seconds until it accepts mail' "$(awk -v n=$((after - before)) 'BEGIN { printf "%.1f", n / 1e9 }')" 3
at_most 'most memory in MiB' "$memory" 512
at_most 'delay by a retry round in ms' \
    "$(echo "$empty $full" | awk '{ printf "%.1f", ($8 > $4 ? $8 - $4 : 0) }')" 10
exit "$missed"
