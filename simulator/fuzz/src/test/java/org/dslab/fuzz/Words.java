package org.dslab.fuzz;

import java.util.List;

/** Lines that lead deep into an SMTP dialogue, so that a fuzzer need not find them octet by octet. */
final class Words {

    /** What a client says. */
    static final List<String> OF_CLIENTS = List.of(
            "EHLO client.example\r\n",
            "HELO client.example\r\n",
            "MAIL FROM:<eve@elsewhere.test>\r\n",
            "MAIL FROM:<>\r\n",
            "MAIL FROM:<dora@example.com> SIZE=100 BODY=8BITMIME SMTPUTF8\r\n",
            "RCPT TO:<akira@example.com>\r\n",
            "RCPT TO:<botan@example.com>\r\n",
            "DATA\r\n",
            "\r\n",
            "..\r\n",
            ".\r\n",
            "RSET\r\n",
            "NOOP\r\n",
            "VRFY akira\r\n",
            "STARTTLS\r\n",
            "AUTH PLAIN AGEAYg==\r\n",
            "BDAT 10 LAST\r\n",
            "QUIT\r\n");

    /** What a server says; the reply to EHLO offers everything, something, or nothing. */
    static final List<String> OF_SERVERS = List.of(
            "220 mx.test ESMTP\r\n",
            "250-mx.test\r\n250-SIZE 1000000\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-STARTTLS\r\n250 SMTPUTF8\r\n",
            "250-mx.test\r\n250-PIPELINING\r\n250 SIZE 99999999999999999999\r\n",
            "250-mx.test\r\n250-STARTTLS\r\n250 SIZE 10\r\n",
            "250 2.0.0 OK\r\n",
            "354 go\r\n",
            "421 4.3.2 closing\r\n",
            "451 4.3.0 later\r\n",
            "550 5.1.1 no such user\r\n",
            "554 5.7.1 no\r\n",
            "221 2.0.0 bye\r\n",
            "250-",
            "250\n",
            "334 \r\n");

    /** What messages are made of. */
    static final List<String> OF_MESSAGES =
            List.of("a line\r\n", ".\r", "a\n", "..\r\n", "x", "\r\n", "twenty octets of it.");

    private Words() {}
}
