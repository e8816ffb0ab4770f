package org.dslab.render;

import org.dslab.history.Event;

/** Whether an event is good news, a delay or bad news for the mail that it is about: a hint for the eye. */
enum Tone {
    PLAIN,
    GOOD,
    WAIT,
    BAD,
    LAB;

    static Tone of(Event event) {
        return switch (event) {
            case Event.StepBegan e -> LAB;
            case Event.FaultInjected e -> LAB;
            case Event.FaultTouched e -> LAB;
            case Event.FaultHealed e -> LAB;
            case Event.SiteCrashed e -> BAD;
            case Event.SubmissionReplied e -> ofCode(e.code());
            case Event.SenderReplied e -> ofCode(e.code());
            case Event.RecipientReplied e -> ofCode(e.code());
            case Event.MessageReplied e -> ofCode(e.code());
            case Event.SubmissionGaveUp e -> BAD;
            case Event.SubmissionWillRetry e -> WAIT;
            case Event.OutsideReceived e -> GOOD;
            case Event.MailboxReceived e -> GOOD;
            case Event.NotificationReceived e -> BAD;
            case Event.NotificationQueued e -> BAD;
            case Event.DelayNotified e -> WAIT;
            case Event.QueueOperated e -> WAIT;
            case Event.HostAnswered e -> e.status() == 5 ? GOOD : e.status() == 3 ? PLAIN : WAIT;
            case Event.RecipientDeferred e -> WAIT;
            case Event.OutcomeUnknown e -> WAIT;
            case Event.RecipientFailed e -> BAD;
            case Event.AccountRefused e -> BAD;
            case Event.ListHostAnswered e -> e.status() == 5 ? GOOD : e.status() == 3 ? PLAIN : WAIT;
            case Event.AccountInState e -> e.state().equals("active") ? PLAIN : WAIT;
            case Event.ClaimedBySeveral e -> WAIT;
            case Event.Warned e -> WAIT;
            default -> PLAIN;
        };
    }

    private static Tone ofCode(int code) {
        if (code >= 500) {
            return BAD;
        }
        return code >= 200 && code < 400 ? GOOD : WAIT;
    }
}
