#!/bin/sh
# The memory of a site that holds many idle SMTP connections: resident set and heap in use after a collection, with none
# and with all of them open. With "tls" each has done STARTTLS.
# usage: bench/idle.sh [CONNECTIONS [plain|tls]]
set -eu
cd "$(dirname "$0")/.."
connections=${1:-5000}
kind=${2:-plain}
most_mib=512
. bench/common.sh
want_java

files=$(ulimit -n)
if [ "$files" != unlimited ] && [ "$files" -lt $((connections + 200)) ]; then
    ulimit -n $((connections + 200)) 2> /dev/null || {
        echo "this user may open only $files files at once" >&2
        exit 2
    }
fi
tls=
if [ "$kind" = tls ]; then
    if ! command -v openssl > /dev/null; then
        echo 'openssl is not installed' >&2
        exit 2
    fi
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mx.bench.test \
        -keyout "$work/mx.key" -out "$work/mx.crt" 2> /dev/null
    chmod 600 "$work/mx.key"
    tls=", tls: { certificate-file: mx.crt, key-file: mx.key }"
fi

cat > "$work/site.yaml" << END
site: bench
domains: [example.com]
smtp: { listen: "127.0.0.1:$smtp_port", max-connections: 100000, max-connections-per-client: 100000, idle-limit: 1h$tls }
minger: { enabled: false }
mailboxes: none
accounts: [akira]
END
export DSLAB_JAVA_OPTS="-Xmx256m -XX:+UseSerialGC ${DSLAB_JAVA_OPTS:-}"
start "$work/site.out" ./dslab site --config "$work/site.yaml"
site=$begun

# mib: the resident set of the site after a collection, in MiB, and its heap in use.
measure() {
    "${java%java}jcmd" "$site" GC.run > /dev/null
    resident=$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$site/status")
    heap=$("${java%java}jcmd" "$site" GC.heap_info |
        awk '{ for (i = 1; i < NF; i++) if ($i == "used") { sub(/K,?/, "", $(i + 1)); if ($0 !~ /Metaspace|class space/) sum += $(i + 1) } } END { print int(sum / 1024) }')
}

measure
before=$heap
echo "no connection: $resident MiB resident, $heap MiB of heap in use"
mkfifo "$work/hold"
"$java" -Xmx1g bench/IdleClients.java 127.0.0.1 "$smtp_port" "$connections" "$kind" < "$work/hold" > "$work/clients.out" 2>&1 &
children="$children $!"
exec 3> "$work/hold"
until grep -q open "$work/clients.out"; do
    if ! kill -0 "${children##* }" 2> /dev/null; then
        cat "$work/clients.out" >&2
        exit 3
    fi
    sleep 0.5
done
measure
echo "$connections idle connections ($kind): $resident MiB resident, $heap MiB of heap in use," \
    "$(((heap - before) * 1024 / connections)) KiB of heap each"
exec 3>&-
if [ "$resident" -lt "$most_mib" ]; then
    echo "resident $resident MiB, target $most_mib: reached"
else
    echo "resident $resident MiB, target $most_mib: MISSED"
    exit 1
fi
