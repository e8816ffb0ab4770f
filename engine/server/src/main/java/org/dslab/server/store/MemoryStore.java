package org.dslab.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;

/** A store that keeps everything in memory: it survives a killed driver, not the end of the process. */
public final class MemoryStore implements Store {

    private final MemorySpool spool = new MemorySpool();
    private final Mailboxes mailboxes;

    public MemoryStore(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public synchronized SpoolState recover() {
        spool.dropOrphans();
        return spool.state();
    }

    @Override
    public synchronized void commit(List<List<Change>> group) {
        group.forEach(spool::commit);
    }

    @Override
    public synchronized void appendBody(long body, Octets octets) {
        spool.appendBody(body, octets);
    }

    @Override
    public synchronized BodyPiece readBody(long body, long offset, int length) throws StoreException {
        long size = spool.bodySize(body);
        if (offset > size) {
            throw new StoreException(CommitFailure.IO, "body " + body + " has only " + size + " octets");
        }
        Octets octets = spool.readBody(body, offset, length);
        return new BodyPiece(octets, offset + octets.length() >= size);
    }

    @Override
    public synchronized void dropBody(long body) {
        spool.dropBody(body);
    }

    @Override
    public void file(String mailbox, String key, Octets head, long body) throws StoreException {
        try (InputStream message = new MessageStream(head, this, body)) {
            mailboxes.file(mailbox, key, message);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(CommitFailure.IO, "mailbox " + mailbox + ": " + e.getMessage(), e);
        }
    }
}
