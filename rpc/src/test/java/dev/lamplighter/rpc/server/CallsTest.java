package dev.lamplighter.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.health.HealthCheckRequest;
import dev.lamplighter.api.health.HealthCheckResponse.ServingStatus;
import dev.lamplighter.api.health.HealthCheckResponse;
import dev.lamplighter.api.rpcpb.GenericGrpc;
import dev.lamplighter.api.rpcpb.GroupsGrpc;
import dev.lamplighter.api.serverpb.GenericGetRequest;
import dev.lamplighter.api.serverpb.GenericGetResponse;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.GroupPutResponse;
import dev.lamplighter.api.storagepb.Group;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.rpc.RpcLimits;
import dev.lamplighter.rpc.testing.Client;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over a connection, good and bad. */
class CallsTest {

    /** As the defaults, but with little patience for answers, and little memory. */
    static final RpcLimits TIGHT = new RpcLimits(4, 3, 100, 4 << 20, 8 << 10, Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2),
            Duration.ofHours(1), 2, 4 << 10);

    /** No patience with requests, and some with answers. */
    static final RpcLimits HURRIED = new RpcLimits(4, 3, 100, 4 << 20, 8 << 10, Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20),
            Duration.ofHours(1), 2, 4 << 10);

    @TempDir
    Path folder;

    @Test
    void a_change_is_an_audit_event_with_who_from_where_by_what_before_and_after() throws Exception {
        try (var door = RunningDoor.in(folder); var terraform = door.client("CN=terraform")) {
            put(terraform, "node1", "first");
            put(terraform, "node1", "second");

            var events = door.heard.all(BootEvent.Change.class);
            assertThat(events).extracting(BootEvent.Change::who).containsOnly("CN=terraform");
            assertThat(events).extracting(BootEvent.Change::method).containsOnly("rpcpb.Groups/GroupPut");
            assertThat(events).extracting(BootEvent.Change::object).containsOnly("groups/node1.json");
            assertThat(events.getFirst().before()).isEmpty();
            assertThat(events.getLast().before()).isEqualTo(events.getFirst().after()).get().asString().contains("first");
            assertThat(events.getLast().after()).get().asString().contains("second");
            assertThat(events.getLast().by().from()).get().asString().startsWith("127.0.0.1:");
        }
    }

    @Test
    void a_message_of_exactly_4_mib_is_taken_and_one_octet_more_is_not() throws Exception {
        try (var door = RunningDoor.in(folder); var client = door.client("CN=a")) {
            int fit = (4 << 20) - 3 - 5;
            client.generic().genericPut(GenericPutRequest.newBuilder().setName("a").setConfig(octets(fit)).build());
            assertThat(client.generic().genericGet(GenericGetRequest.newBuilder().setName("a").build()).getConfig().size()).isEqualTo(fit);
            assertThat(Client.status(() -> client.generic().genericPut(GenericPutRequest.newBuilder().setName("a").setConfig(octets(fit + 1)).build())).getCode())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void bytes_that_are_no_message_are_internal_and_the_next_call_is_answered() throws Exception {
        try (var door = RunningDoor.in(folder); var client = door.client("CN=a")) {
            for (byte[] broken : List.of(new byte[] {0x0a}, new byte[] {0x0a, 0x7f, 'x'}, new byte[] {-1, -1, -1}, new byte[] {0x0a, 3, 0x0a, 1, -1})) {
                assertThat(Client.status(() -> client.raw("rpcpb.Groups/GroupPut", broken)).getCode()).isEqualTo(Status.Code.INTERNAL);
            }
            assertThat(door.heard.refusal("malformed").method()).isEqualTo("rpcpb.Groups/GroupPut");
            assertThat(Client.told(() -> client.raw("rpcpb.Groups/GroupPut", new byte[0]))).isEqualTo("INVALID_ARGUMENT: the request holds no group");
            assertThat(Client.status(() -> client.raw("rpcpb.Groups/GroupUpdate", new byte[0])).getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
            assertThat(client.groups().groupList(GroupListRequest.getDefaultInstance()).getGroupsCount()).isZero();
        }
    }

    @Test
    void an_endless_name_is_refused_with_a_text_that_any_client_can_take() throws Exception {
        try (var door = RunningDoor.in(folder); var client = door.client("CN=a")) {
            Status status = Client.status(() -> client.groups().groupGet(GroupGetRequest.newBuilder().setId("n".repeat(1 << 20)).build()));
            assertThat(status.getCode()).isEqualTo(Status.Code.UNKNOWN);
            assertThat(status.getDescription()).hasSizeLessThan(2000).startsWith("open memory/groups/nnn");
        }
    }

    @Test
    void a_request_that_is_begun_and_not_sent_is_ended_and_its_place_given_to_the_next() throws Exception {
        try (var door = RunningDoor.in(folder, HURRIED, new MemoryCatalogStore()); var client = door.client("CN=slow"); var other = door.client("CN=other")) {
            var halves = IntStream.range(0, 5).mapToObj(i -> begun(client, i % 2 == 0)).toList();
            assertThat(client.groups().groupList(GroupListRequest.getDefaultInstance()).getGroupsCount()).isZero();
            put(other, "node1", "n");
            for (var half : halves) {
                assertThat(half.get(120, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            }
            assertThat(door.heard.refusal("half-request").who()).isEqualTo("CN=slow");
            door.awaitIdle();
        }
    }

    @Test
    void a_client_that_takes_nothing_of_its_answers_loses_its_connection_and_others_are_served() throws Exception {
        try (var door = RunningDoor.in(folder, TIGHT, new MemoryCatalogStore()); var stuck = door.client("CN=stuck"); var other = door.client("CN=other")) {
            other.generic().genericPut(GenericPutRequest.newBuilder().setName("big").setConfig(octets(3 << 20)).build());
            var answer = new CompletableFuture<Status>();
            var call = asked(stuck, answer);
            assertThat(door.heard.refusal("client-stalled").who()).isEqualTo("CN=stuck");
            call.request(1);
            assertThat(answer.get(120, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(other.generic().genericGet(GenericGetRequest.newBuilder().setName("big").build()).getConfig().size()).isEqualTo(3 << 20);
        }
    }

    @Test
    void too_many_connections_are_turned_away_and_who_only_knocks_is_shown_out() throws Exception {
        try (var door = RunningDoor.in(folder, TIGHT, new MemoryCatalogStore())) {
            var knocking = new ArrayList<Socket>();
            for (int i = 0; i < 3; i++) {
                knocking.add(new Socket(door.at().getAddress(), door.at().getPort()));
                knocking.getLast().getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            }
            try (var client = door.client("CN=a")) {
                assertThat(Client.status(() -> client.groups().groupList(GroupListRequest.getDefaultInstance())).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                door.heard.await(BootEvent.Notice.class, notice -> notice.code().equals("rpc-client-full"));
            }
            for (Socket socket : knocking) {
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                socket.close();
            }
            try (var client = door.client("CN=a")) {
                put(client, "node1", "n");
            }
        }
    }

    @Test
    void health_is_watched_until_the_server_leaves() throws Exception {
        try (var door = RunningDoor.in(folder); var client = door.client("CN=kubelet")) {
            var watched = client.health().watch(HealthCheckRequest.newBuilder().setService("rpcpb.Groups").build());
            assertThat(watched.next()).extracting(HealthCheckResponse::getStatus).isEqualTo(ServingStatus.SERVING);
            assertThat(client.health().check(HealthCheckRequest.getDefaultInstance()).getStatus()).isEqualTo(ServingStatus.SERVING);
            door.door.stopTaking();
            assertThat(watched.next()).extracting(HealthCheckResponse::getStatus).isEqualTo(ServingStatus.NOT_SERVING);
        }
    }

    @Test
    void a_hundred_callers_at_once_on_one_connection_are_all_answered() throws Exception {
        try (var door = RunningDoor.in(folder); var client = door.client("CN=a")) {
            var all = IntStream.range(0, 300).mapToObj(i -> CompletableFuture.runAsync(() -> put(client, "n" + i % 50, "x" + i))).toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(180, TimeUnit.SECONDS);
            assertThat(client.groups().groupList(GroupListRequest.getDefaultInstance()).getGroupsCount()).isEqualTo(50);
            assertThat(door.heard.all(BootEvent.Change.class)).hasSize(300);
        }
    }

    private static void put(Client client, String id, String name) {
        client.groups().groupPut(GroupPutRequest.newBuilder().setGroup(Group.newBuilder().setId(id).setName(name).setProfile("p")).build());
    }

    private static ByteString octets(int length) {
        return ByteString.copyFrom(new byte[length]);
    }

    /** A put whose headers go out with the next call, and which is never ended; nor does its message come where there is none. */
    private static CompletableFuture<Status> begun(Client client, boolean withMessage) {
        var ended = new CompletableFuture<Status>();
        ClientCall<GroupPutRequest, GroupPutResponse> call = client.channel().newCall(GroupsGrpc.getGroupPutMethod(), CallOptions.DEFAULT);
        call.start(new Ending<>(ended), new Metadata());
        call.request(1);
        if (withMessage) {
            call.sendMessage(GroupPutRequest.newBuilder().setGroup(Group.newBuilder().setId("half").setProfile("p")).build());
        }
        return ended;
    }

    /** A get whose answer is never asked for, so that only the window's worth of it goes out. */
    private static ClientCall<GenericGetRequest, GenericGetResponse> asked(Client client, CompletableFuture<Status> ended) {
        ClientCall<GenericGetRequest, GenericGetResponse> call =
                client.channel().newCall(GenericGrpc.getGenericGetMethod(), CallOptions.DEFAULT);
        call.start(new Ending<>(ended), new Metadata());
        call.sendMessage(GenericGetRequest.newBuilder().setName("big").build());
        call.halfClose();
        return call;
    }

    private static final class Ending<A> extends ClientCall.Listener<A> {

        private final CompletableFuture<Status> ended;

        Ending(CompletableFuture<Status> ended) {
            this.ended = ended;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
        }
    }
}
