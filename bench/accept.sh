#!/bin/sh
# Mail accepted durably over SMTP, in messages of 8 KiB on 64 connections: a site with a spool against Postfix, both of which
# have a message on disk before they answer its final dot. Needs root and Postfix.
# usage: bench/accept.sh [ROUNDS [MESSAGES]]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-5}
messages=${2:-40000}
. bench/common.sh
. bench/postfix.sh

if ! command -v smtp-source > /dev/null; then
    echo 'smtp-source is not installed (it comes with Postfix)' >&2
    exit 2
fi
cat > "$work/site.yaml" << END
site: bench
domains: [example.com]
smtp: { listen: "127.0.0.1:$smtp_port" }
minger: { enabled: false }
mailboxes: none
accounts: [akira]
spool: spool
END

half() {
    smtp-source -d -s 32 -m "$2" -l 8192 -f eve@elsewhere.test -t akira@example.com "127.0.0.1:$1" >&2
}

# load PORT MESSAGES: prints the messages per second. One smtp-source alone makes no more than a site takes.
load() {
    before=$(date +%s%N)
    half "$1" $(($2 / 2)) &
    half "$1" $(($2 / 2))
    wait $!
    after=$(date +%s%N)
    echo $(($2 * 1000000000 / (after - before)))
}

if ! start_postfix; then
    exit 2
fi
trap 'stop_postfix; finish' EXIT
start "$work/site.out" ./dslab site --config "$work/site.yaml"
load "$smtp_port" "$messages" > /dev/null
load "$postfix_port" 64 > /dev/null
round=1
while [ "$round" -le "$rounds" ]; do
    postfix=$(load "$postfix_port" $((messages / 10)))
    site=$(load "$smtp_port" "$messages")
    ratio "Postfix $postfix/s, site with spool $site/s" "$site" "$postfix"
    round=$((round + 1))
done
verdict 8 'durable accept, site : Postfix'
exit "$missed"
