#!/bin/sh
# A lookup at four sharing hosts that take 20 ms each to answer: all are asked at once, so a reply to RCPT costs the
# slowest answer and not the sum (DS-55).
# usage: bench/lookup.sh [ROUNDS [RECIPIENTS]]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-3}
recipients=${2:-200}
. bench/common.sh
want_java

host() {
    echo "    - { host: \"127.0.0.1:$((27700 + $1))\", site: host$1, minger-port: $((host_port + $1)) }"
}
host_port=${HOST_PORT:-27480}
cat > "$work/site.yaml" << END
site: bench
domains: [example.com]
smtp: { listen: "127.0.0.1:$smtp_port", max-errors: 1000000 }
minger: { listen: "127.0.0.1:$minger_port" }
mailboxes: none
accounts: [akira]
trusted: [127.0.0.1]
sharing:
  hosts:
$(host 0)
$(host 1)
$(host 2)
$(host 3)
END
start "$work/site.out" ./dslab site --config "$work/site.yaml"

"$javac" -d "$work" bench/LookupCost.java
limit=25
missed=0
round=1
while [ "$round" -le "$rounds" ]; do
    set -- $("$java" -cp "$work" LookupCost "$smtp_port" "$host_port" 4 20 "$recipients")
    echo "four hosts at 20 ms: median $1 ms, 95th percentile $2 ms"
    ratios="$ratios $1"
    round=$((round + 1))
done
median=$(printf '%s\n' $ratios | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
if awk -v m="$median" -v l="$limit" 'BEGIN { exit !(m < l) }'; then
    echo "A lookup at four hosts of 20 ms: median $median ms, target under $limit ms: reached"
else
    echo "A lookup at four hosts of 20 ms: median $median ms, target under $limit ms: MISSED"
    missed=1
fi
exit "$missed"
