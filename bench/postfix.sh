# A Postfix to compare with; to be read after common.sh by the scripts in this folder.

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
