package org.dslab.proxy;

import java.net.InetSocketAddress;

/** A link that is open in some {@link FaultProxies}. */
public interface ProxyLink {

    String name();

    /** Where it is entered, with the real port. */
    InetSocketAddress entrance();
}
