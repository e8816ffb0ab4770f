package org.dslab.lab.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.history.Event;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Link;
import org.junit.jupiter.api.Test;

/** A history is the same in every world, so it has no ports and none of a lab's addresses. */
class SiteEventsTest {

    private static final EmailAddress BOTAN = EmailAddress.of("botan@example.com");

    private final AddressPlan plan = new AddressPlan(7, List.of("tokyo", "osaka"));
    private final SiteEvents events = new SiteEvents(plan);
    private final String toOsaka = plan.entrance(new Link("tokyo", "osaka"));

    @Test
    void theEntranceOfALinkIsNamedAfterWhereItLeads() {
        HostPort osaka = new HostPort(toOsaka, 2525);

        assertThat(events.toHistory(new SiteEvent.AddressRemembered(BOTAN, osaka)))
                .isEqualTo(new Event.AddressRemembered("botan@example.com", "osaka"));
        assertThat(events.toHistory(new SiteEvent.RememberedUsed(BOTAN, osaka, Instant.EPOCH, LookupPurpose.RECIPIENT)))
                .isEqualTo(new Event.RememberedUsed("botan@example.com", "osaka", Instant.EPOCH, "recipient"));
        assertThat(events.toHistory(
                        new SiteEvent.RecipientRouted("q1", "b@x.test", RouteKind.SHARING_HOST, osaka.toString())))
                .isEqualTo(new Event.RecipientRouted("q1", "b@x.test", "sharing-host", "osaka"));
        assertThat(events.toHistory(new SiteEvent.OutcomeUnknown("q1", "<m@x>", List.of("b@x.test"), osaka.toString())))
                .isEqualTo(new Event.OutcomeUnknown("q1", "<m@x>", List.of("b@x.test"), "osaka"));
    }

    @Test
    void aClientIsNamedByItsAddressWithoutItsPort() {
        Endpoint tokyo = new Endpoint(plan.addressOf("tokyo"), 51_234);

        assertThat(events.toHistory(new SiteEvent.QueryAnswered(tokyo, "botan", 5)))
                .isEqualTo(new Event.QueryAnswered("tokyo", "botan", 5));
    }

    @Test
    void whatIsNoNodeOfTheLabStaysAsItWasConfigured() {
        assertThat(events.toHistory(new SiteEvent.AddressRemembered(BOTAN, new HostPort("mx.far.test", 25))))
                .isEqualTo(new Event.AddressRemembered("botan@example.com", "mx.far.test:25"));
        assertThat(events.toHistory(
                        new SiteEvent.RecipientRouted("q1", "b@x.test", RouteKind.MAILBOX, "botan@example.com")))
                .isEqualTo(new Event.RecipientRouted("q1", "b@x.test", "mailbox", "botan@example.com"));
    }

    @Test
    void constantsBecomeTheWordsOfReports() {
        assertThat(events.toHistory(
                        new SiteEvent.RecipientReplied(3, "b@x.test", 550, "5.1.1 No", DecidedBy.NOT_SHARED)))
                .isEqualTo(new Event.RecipientReplied(3, "b@x.test", 550, "5.1.1 No", "not-shared"));
        assertThat(events.toHistory(new SiteEvent.AccountInState(BOTAN, AccountState.MOVING)))
                .isEqualTo(new Event.AccountInState("botan@example.com", "moving"));
    }
}
