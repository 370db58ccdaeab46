package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.Message;
import dev.lamplighter.model.Ip4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Gets addresses and the way to boot over DHCP, and gives the addresses back (RFC 2131 section 3.1, PXE 2.1 section 2.2). */
final class Leasing {

    private final Persona who;
    private final Wire wire;
    private final Diary diary;
    private final List<Held> held = new ArrayList<>();

    Leasing(Persona who, Wire wire, Diary diary) {
        this.who = who;
        this.wire = wire;
        this.diary = diary;
    }

    /** What DHCP gave: an address unless another server gives it, and where to boot from. */
    record Led(Optional<Granted> lease, To to) {}

    /** Where to. */
    sealed interface To {

        record File(BootInfo info) implements To {}

        /** The menu's first item is the local disk. */
        record LocalDisk() implements To {}
    }

    private record Held(Questions asking, Granted granted) {

        /** One RELEASE gives both back: server, address and client identifier are the same. */
        boolean isSameAs(Questions questions, Granted other) {
            return granted.server().equals(other.server()) && granted.address().equals(other.address()) && asking.clientIdentifier().equals(questions.clientIdentifier());
        }
    }

    /** Throws {@link WalkException} when it ends here; the diary knows it then. */
    Led lead(Stage stage, Stage bootServer, List<DhcpOption> options, Choice.Speaks speaks) throws WalkException {
        var questions = new Questions(who, options);
        Diary.Page page = diary.open(stage, discover());
        Choice choice;
        Optional<Granted> lease;
        BootInfo info;
        try {
            int xid = ThreadLocalRandom.current().nextInt();
            List<Heard> offers = offers(page, questions, xid);
            choice = Choice.of(offers, speaks);
            if (choice.lease().isEmpty() && offers.isEmpty() && !wire.hearsEverybody()) {
                throw new WalkException("this server does not answer");
            }
            lease = lease(page, xid, questions, offers, choice);
            info = info(page, choice, lease, speaks);
            page.close();
        } catch (WalkException stopped) {
            page.failed(stopped.getMessage());
            throw stopped;
        }
        boolean asksAgain = info.menu().isPresent() || info.file().isEmpty();
        return new Led(lease, asksAgain ? menu(page, bootServer, questions, choice.boot().orElseThrow(), info, lease) : new To.File(info));
    }

    /** An address alone; throws {@link WalkException} when there is none, and the diary knows it then. */
    void system(List<DhcpOption> options) throws WalkException {
        var questions = new Questions(who, options);
        Diary.Page page = diary.open(Stage.SYSTEM_DHCP, discover());
        try {
            int xid = ThreadLocalRandom.current().nextInt();
            List<Heard> offers = offers(page, questions, xid);
            Optional<Heard> first = offers.stream().filter(offer -> !offer.isProxy()).findFirst();
            lease(page, xid, questions, offers, new Choice(first, Optional.empty()));
            page.close();
        } catch (WalkException stopped) {
            page.failed(stopped.getMessage());
            throw stopped;
        }
    }

    private String discover() {
        return "DISCOVER" + who.relay().map(relay -> " through the relay " + relay).orElse("");
    }

    private List<Heard> offers(Diary.Page page, Questions questions, int xid) throws WalkException {
        List<Heard> offers = wire.dhcp(questions.discover(xid), new DhcpTarget.Everybody()).stream()
                .filter(answer -> answer.packet().kind().filter(Kind.OFFER::equals).isPresent()).toList();
        page.heard(offers);
        return offers;
    }

    private Optional<Granted> lease(Diary.Page page, int xid, Questions questions, List<Heard> offers, Choice choice) throws WalkException {
        if (choice.lease().isEmpty()) {
            if (wire.hearsEverybody()) {
                throw new WalkException(offers.isEmpty() ? "nobody answers: no DHCP server is there, or something between drops UDP ports 67 and 68"
                        : "nobody offers an address: only servers that lead on to a boot file answer");
            }
            page.note("another server gives the address");
            return Optional.empty();
        }
        Heard offer = choice.lease().get();
        long others = offers.stream().filter(each -> !each.isProxy()).map(Heard::server).distinct().count() - 1;
        if (others > 0) {
            page.note((others == 1 ? "one more server offers" : others + " more servers offer") + " addresses: a machine takes either");
        }
        List<Heard> answers = wire.dhcp(questions.request(xid, offer), new DhcpTarget.Everybody()).stream()
                .filter(answer -> answer.server().equals(offer.server())).toList();
        page.heard(answers);
        Optional<Heard> ack = answers.stream().filter(answer -> answer.packet().kind().filter(Kind.ACK::equals).isPresent()).findFirst();
        if (ack.isEmpty()) {
            throw new WalkException(answers.stream().findFirst()
                    .map(nak -> nak.server() + " offers " + offer.packet().yiaddr() + " and then refuses it" + nak.packet().option(Message.class).map(why -> ": " + why.text()).orElse(""))
                    .orElse(offer.server() + " offers " + offer.packet().yiaddr() + " and does not answer the REQUEST for it"));
        }
        var granted = new Granted(ack.get().packet(), ack.get().server());
        held.removeIf(earlier -> earlier.isSameAs(questions, granted));
        held.add(new Held(questions, granted));
        granted.facts().forEach(page::fact);
        return Optional.of(granted);
    }

    private static BootInfo info(Diary.Page page, Choice choice, Optional<Granted> lease, Choice.Speaks speaks) throws WalkException {
        if (choice.boot().isEmpty()) {
            throw new WalkException(speaks == Choice.Speaks.HTTP_BOOT ? "no answer says HTTPClient (option 60) and names a URL, so HTTP Boot takes none"
                    : "no answer names a boot file");
        }
        Heard offer = choice.boot().get();
        Heard said = choice.isBeside() || lease.isEmpty() ? offer : new Heard(lease.get().ack(), offer.from());
        BootInfo info = BootInfo.in(BootInfo.isIn(said) ? said : offer);
        if (choice.isBeside()) {
            page.fact(Fact.PROXY, offer.server().toString());
        }
        if (speaks == Choice.Speaks.HTTP_BOOT && !info.isUrl()) {
            throw new WalkException("the boot file for HTTP Boot is no URL: " + info.file());
        }
        tell(page, info);
        return info;
    }

    private static void tell(Diary.Page page, BootInfo info) {
        page.fact(Fact.BOOT_FILE, info.file());
        if (!info.file().isEmpty() && !info.isUrl()) {
            page.fact(Fact.NEXT_SERVER, info.nextServer().toString());
        }
    }

    /** Asks on port 4011, for the first item of a menu if there is one. */
    private To menu(Diary.Page page, Stage stage, Questions questions, Heard boot, BootInfo info, Optional<Granted> lease) throws WalkException {
        Optional<PxeMenu.Item> item = info.menu().map(menu -> menu.items().getFirst());
        info.menu().ifPresent(menu -> {
            page.fact(Fact.MENU, menu.items().stream().map(PxeMenu.Item::text).reduce((all, text) -> all + " | " + text).orElse(""));
            page.fact(Fact.ITEM, menu.items().getFirst().text());
            if (menu.waitsForEver()) {
                page.note("the menu waits until somebody presses a key; this walk takes its first item");
            }
        });
        if (item.filter(PxeMenu.Item::isLocal).isPresent()) {
            return new To.LocalDisk();
        }
        Ip4 server = item.flatMap(chosen -> info.menu().flatMap(menu -> Optional.ofNullable(menu.servers().get(chosen.type())))).orElse(boot.server());
        Diary.Page asking = diary.open(stage, "REQUEST to " + server + " port 4011" + item.map(chosen -> " for the menu's \"" + chosen.text() + "\"").orElse(""));
        try {
            List<Heard> answers = wire.dhcp(questions.bootServer(ThreadLocalRandom.current().nextInt(), lease.map(Granted::address).orElse(Ip4.NONE), item),
                    new DhcpTarget.BootServer(server));
            asking.heard(answers);
            Optional<BootInfo> told = answers.stream().map(BootInfo::in).filter(answer -> !answer.file().isEmpty()).findFirst();
            if (told.isEmpty()) {
                throw new WalkException(answers.isEmpty() ? "the boot server " + server + " does not answer on UDP port 4011" : "the boot server " + server + " names no boot file");
            }
            tell(asking, told.get());
            asking.close();
            return new To.File(told.get());
        } catch (WalkException stopped) {
            asking.failed(stopped.getMessage());
            throw stopped;
        }
    }

    /** Gives back every address that was acknowledged, the last one first. */
    void release() {
        if (held.isEmpty()) {
            return;
        }
        Diary.Page page = diary.open(Stage.RELEASE, "RELEASE " + held.reversed().stream().map(each -> each.granted().address().toString()).distinct().reduce((all, next) -> all + ", " + next).orElse(""));
        for (Held each : held.reversed()) {
            Ip4 server = each.granted().server();
            try {
                wire.dhcp(each.asking().release(ThreadLocalRandom.current().nextInt(), each.granted().address(), server), new DhcpTarget.Server(server));
            } catch (WalkException stopped) {
                page.failed(each.granted().address() + " stays leased until its time is over: " + stopped.getMessage());
            }
        }
        page.close();
        held.clear();
    }
}
