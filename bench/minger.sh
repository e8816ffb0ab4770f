#!/bin/sh
# Minger over UDP: questions answered per second by a site, against a bare echo loop under the same load.
# usage: bench/minger.sh [ROUNDS [SECONDS]]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-3}
seconds=${2:-6}
. bench/common.sh
want_java

cat > "$work/site.yaml" << END
site: bench
domains: [example.com]
smtp: { listen: "127.0.0.1:$smtp_port" }
minger: { listen: "127.0.0.1:$minger_port", max-queries: 1000000000 }
mailboxes: none
accounts: [akira]
END
start "$work/site.out" ./dslab site --config "$work/site.yaml"
start "$work/echo.out" "$java" bench/UdpEcho.java 127.0.0.1 "$echo_port"

"$javac" -d "$work" bench/MingerLoad.java
load() {
    "$java" -cp "$work" MingerLoad 127.0.0.1 "$1" "$seconds" akira@example.com "$2"
}
round=1
while [ "$round" -le "$rounds" ]; do
    echo=$(load "$echo_port" akira@example.com)
    site=$(load "$minger_port" 'akira@example.com 5')
    ratio "echo $echo/s, site $site/s" "$site" "$echo"
    round=$((round + 1))
done
verdict 0.85 'Minger over UDP, site : echo loop'
exit "$missed"
