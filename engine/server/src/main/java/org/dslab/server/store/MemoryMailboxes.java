package org.dslab.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.engine.octets.Octets;

/** Mailboxes in memory, in the order of filing. */
public final class MemoryMailboxes implements Mailboxes {

    private final Map<String, Map<String, Octets>> messages = new TreeMap<>();

    @Override
    public synchronized boolean file(String mailbox, String key, InputStream message) throws IOException {
        Map<String, Octets> filed = messages.computeIfAbsent(mailbox, name -> new LinkedHashMap<>());
        if (filed.containsKey(key)) {
            return false;
        }
        filed.put(key, Octets.copyOf(message.readAllBytes()));
        return true;
    }

    /** The messages of a mailbox; none if it is unknown. */
    public synchronized List<Octets> messages(String mailbox) {
        return new ArrayList<>(messages.getOrDefault(mailbox, Map.of()).values());
    }
}
