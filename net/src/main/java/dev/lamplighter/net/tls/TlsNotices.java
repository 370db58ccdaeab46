package dev.lamplighter.net.tls;

import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.model.event.Events;

/** Tells the operator what becomes of the changed certificates of {@code service}, such as {@code https}. */
public record TlsNotices(String service, Events events) implements TlsListener {

    @Override
    public void reloaded(TlsFiles files) {
        events.publish(new Notice(events.stamp(), Notice.Level.INFO, "tls-reloaded", service + ": new handshakes use the certificate in " + files.chain()
                + " as it is now"));
    }

    @Override
    public void kept(TlsFiles files, BadPem why) {
        events.publish(new Notice(events.stamp(), Notice.Level.ERROR, "tls-kept", service + ": " + why.getMessage()
                + "; handshakes go on with the certificate that was read before, until the files are mended"));
    }
}
