package dev.lamplighter.audit.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final EventHub events = new EventHub("test", Clock.systemUTC());
    final List<String> notices = new CopyOnWriteArrayList<>();
    final AuditRecord record = AuditRecord.parse("{\"schema\":1,\"kind\":\"change\",\"way\":\"grpc\",\"who\":\"CN=terraform\",\"object\":\"groups/a.json\",\"before.sha256\":\"aa\"}").orElseThrow();
    Loops loops;

    @BeforeEach
    void open() {
        loops = new Loops(1);
        events.subscribe(64, event -> {
            if (event instanceof BootEvent.Notice notice) {
                notices.add(notice.code());
            }
        });
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private Channel journald(Path socket) {
        return new Bootstrap().group(loops.group()).channel(EpollDomainDatagramChannel.class).handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                heard.add(packet.content().toString(UTF_8));
            }
        }).bind(new DomainSocketAddress(socket.toFile())).syncUninterruptibly().channel();
    }

    @Test
    void each_record_is_one_datagram_of_fields() throws Exception {
        Path socket = folder.resolve("socket");
        Channel journald = journald(socket);
        try (var journal = new Journal(socket, loops, events)) {
            journal.accept(record);
            String datagram = heard.poll(30, TimeUnit.SECONDS);
            assertThat(datagram.lines()).contains("SYSLOG_IDENTIFIER=lamplighter-audit", "PRIORITY=5", "LAMPLIGHTER_AUDIT_KIND=change", "LAMPLIGHTER_AUDIT_WHO=CN=terraform",
                    "LAMPLIGHTER_AUDIT_BEFORE_SHA256=aa", "LAMPLIGHTER_AUDIT_JSON=" + record.line());
            assertThat(datagram).startsWith("MESSAGE=change  grpc CN=terraform: groups/a.json").endsWith("\n");
        }
        journald.close().syncUninterruptibly();
    }

    @Test
    void a_journal_that_is_not_there_is_told_once_and_found_when_it_comes() throws Exception {
        Path socket = folder.resolve("socket");
        try (var journal = new Journal(socket, loops, events)) {
            while (notices.isEmpty()) {
                journal.accept(record);
                Thread.sleep(20);
            }
            Channel journald = journald(socket);
            String datagram = null;
            for (int round = 0; datagram == null && round < 300; round++) {
                journal.accept(record);
                datagram = heard.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(datagram).contains("LAMPLIGHTER_AUDIT_OBJECT=groups/a.json");
            assertThat(notices).containsExactly("audit-journal");
            journald.close().syncUninterruptibly();
            Files.deleteIfExists(socket);
        }
    }

    @Test
    void a_value_of_several_lines_goes_with_its_length() {
        var fields = new ByteArrayOutputStream();
        JournalMessage.field(fields, "MESSAGE", "a\nb");
        assertThat(fields.toByteArray()).isEqualTo("MESSAGE\n\3\0\0\0\0\0\0\0a\nb\n".getBytes(UTF_8));
    }
}
