package dev.lamplighter.console.server;

import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.console.service.Pages;
import dev.lamplighter.console.service.Signals;

/** What the admin door has to offer, whichever socket it is asked through. */
public record Desk(Pages pages, LiveBoots boots, Signals signals) {}
