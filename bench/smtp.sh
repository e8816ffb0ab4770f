#!/bin/sh
# Mail accepted over SMTP, in messages of 8 KiB on 64 connections: a site (queue in memory), against smtp-sink, which only
# counts, and against Postfix, which makes each message durable. Postfix takes part if this user may start it.
# usage: bench/smtp.sh [ROUNDS [MESSAGES]]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-3}
messages=${2:-20000}
. bench/common.sh

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

# A Postfix of its own in a temporary folder: it accepts for example.com and throws the mail away after queueing it.
start_postfix() {
    if [ "$(id -u)" -ne 0 ] || ! command -v postfix > /dev/null; then
        echo 'Postfix does not take part: it is not installed, or this user may not start it' >&2
        return 1
    fi
    mkdir -p "$work/postfix/etc" "$work/postfix/spool" "$work/postfix/data"
    chmod 755 "$work" "$work/postfix" "$work/postfix/spool"
    chown postfix "$work/postfix/data"
    cp /etc/postfix/master.cf "$work/postfix/etc/master.cf" 2> /dev/null ||
        cp "$(postconf -d -h daemon_directory)/master.cf.proto" "$work/postfix/etc/master.cf"
    cat > "$work/postfix/etc/main.cf" << END
compatibility_level = 3.6
queue_directory = $work/postfix/spool
data_directory = $work/postfix/data
command_directory = $(postconf -d -h command_directory)
daemon_directory = $(postconf -d -h daemon_directory)
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination = example.com
local_recipient_maps =
local_transport = discard:
alias_maps =
smtpd_peername_lookup = no
END
    sed -i "s/^smtp  *inet.*/127.0.0.1:$postfix_port inet n - n - 100 smtpd/; s/^\([a-z-]* *unix *[^ ]* *[^ ]* *\)y /\1n /" \
        "$work/postfix/etc/master.cf"
    if ! postfix -c "$work/postfix/etc" start > "$work/postfix.log" 2>&1; then
        echo 'Postfix does not take part: it cannot be started here' >&2
        cat "$work/postfix.log" >&2
        return 1
    fi
}

stop_postfix() {
    postfix -c "$work/postfix/etc" stop > /dev/null 2>&1 || true
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
