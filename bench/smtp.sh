#!/bin/sh
# Mail accepted over SMTP, in messages of 8 KiB on 64 connections: a site (queue in memory), against smtp-sink, which only
# counts, and against Postfix, which makes each message durable. Postfix takes part if this user may start it.
# usage: bench/smtp.sh [ROUNDS [MESSAGES]]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-3}
messages=${2:-20000}
. bench/common.sh
. bench/postfix.sh

for tool in smtp-source smtp-sink; do
    if ! command -v "$tool" > /dev/null; then
        echo "$tool is not installed (it comes with Postfix)" >&2
        exit 2
    fi
done

cat > "$work/site.yaml" << END
site: bench
domains: [example.com]
smtp: { listen: "127.0.0.1:$smtp_port" }
minger: { enabled: false }
mailboxes: none
accounts: [akira]
END
start "$work/site.out" ./dslab site --config "$work/site.yaml"
as_user=
if [ "$(id -u)" -eq 0 ]; then
    as_user='-u nobody'
fi
# shellcheck disable=SC2086 # two words or none
smtp-sink $as_user "127.0.0.1:$sink_port" 1000 > /dev/null 2> "$work/sink.err" &
children="$children $!"

# load PORT MESSAGES: prints the messages per second.
load() {
    before=$(date +%s%N)
    smtp-source -d -s 64 -m "$2" -l 8192 -f eve@elsewhere.test -t akira@example.com "127.0.0.1:$1" >&2
    after=$(date +%s%N)
    echo $(($2 * 1000000000 / (after - before)))
}

load "$smtp_port" "$messages" > /dev/null
round=1
while [ "$round" -le "$rounds" ]; do
    sink=$(load "$sink_port" "$messages")
    site=$(load "$smtp_port" "$messages")
    ratio "smtp-sink $sink/s, site $site/s" "$site" "$sink"
    round=$((round + 1))
done
verdict 0.6 'SMTP, site : smtp-sink'

if start_postfix; then
    trap 'stop_postfix; finish' EXIT
    load "$postfix_port" 64 > /dev/null
    round=1
    while [ "$round" -le "$rounds" ]; do
        postfix=$(load "$postfix_port" $((messages / 10)))
        site=$(load "$smtp_port" "$messages")
        ratio "Postfix $postfix/s, site $site/s" "$site" "$postfix"
        round=$((round + 1))
    done
    verdict 3 'SMTP, site : Postfix'
fi
exit "$missed"
