package dev.lamplighter.console.server;

import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.console.service.Pages;
import dev.lamplighter.console.service.Signals;
import java.util.concurrent.Semaphore;

/** What the admin door has to offer, whichever socket it is asked through. */
public record Desk(Pages pages, LiveBoots boots, Signals signals, Semaphore places, Semaphore followers) {

    /** How many answers are made or sent at one time: each may be some megabytes. */
    private static final int ANSWERS = 8;

    /** How many may follow at one time: each may leave some megabytes unread before it is dropped. */
    private static final int FOLLOWERS = 32;

    public Desk(Pages pages, LiveBoots boots, Signals signals) {
        this(pages, boots, signals, new Semaphore(ANSWERS), new Semaphore(FOLLOWERS));
    }
}
