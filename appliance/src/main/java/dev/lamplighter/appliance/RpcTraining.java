package dev.lamplighter.appliance;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.rpcpb.GroupsGrpc;
import dev.lamplighter.api.rpcpb.IgnitionGrpc;
import dev.lamplighter.api.rpcpb.ProfilesGrpc;
import dev.lamplighter.api.rpcpb.SelectGrpc;
import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.IgnitionGetRequest;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.serverpb.SelectProfileRequest;
import dev.lamplighter.api.storagepb.Group;
import dev.lamplighter.api.storagepb.NetBoot;
import dev.lamplighter.api.storagepb.Profile;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** gRPC's part of the training: certificates by our own command, and a client on loopback that calls as Terraform does. */
final class RpcTraining {

    private static final int SECONDS = 30;

    private RpcTraining() {}

    /** The flags that turn gRPC on; none where the command that makes certificates is missing. */
    static List<String> flags(Path folder, Optional<Command> certs) throws IOException {
        if (certs.isEmpty()) {
            return List.of();
        }
        if (certs.get().run(List.of("init", "--dir", folder.toString(), "--san", "IP.1:127.0.0.1"), Console.ofProcess()) != 0) {
            throw new IOException("no certificates were made");
        }
        return List.of("-rpc-address=127.0.0.1:0", "-cert-file=" + folder.resolve("server.crt"), "-key-file=" + folder.resolve("server.key"),
                "-ca-file=" + folder.resolve("ca.crt"));
    }

    static void calls(InetSocketAddress at, Path folder) throws IOException, InterruptedException {
        ManagedChannel channel = NettyChannelBuilder.forAddress(at).sslContext(GrpcSslContexts.forClient()
                .keyManager(folder.resolve("client.crt").toFile(), folder.resolve("client.key").toFile()).trustManager(folder.resolve("ca.crt").toFile())
                .build()).build();
        try {
            var groups = GroupsGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
            var profiles = ProfilesGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
            var ignition = IgnitionGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
            profiles.profilePut(ProfilePutRequest.newBuilder().setProfile(Profile.newBuilder().setId("t").setBoot(NetBoot.newBuilder().setKernel("/k"))).build());
            profiles.profileGet(ProfileGetRequest.newBuilder().setId("t").build());
            ignition.ignitionPut(IgnitionPutRequest.newBuilder().setName("t.ign").setConfig(ByteString.copyFromUtf8("{}")).build());
            ignition.ignitionGet(IgnitionGetRequest.newBuilder().setName("t.ign").build());
            groups.groupPut(GroupPutRequest.newBuilder().setGroup(Group.newBuilder().setId("t").setProfile("t").putSelector("os", "installed")
                    .setMetadata(ByteString.copyFromUtf8("{\"a\":[1,\"b\"]}"))).build());
            groups.groupGet(GroupGetRequest.newBuilder().setId("t").build());
            groups.groupList(GroupListRequest.getDefaultInstance());
            SelectGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                    .selectProfile(SelectProfileRequest.newBuilder().putLabels("os", "installed").build());
            groups.groupDelete(GroupDeleteRequest.newBuilder().setId("t").build());
        } finally {
            channel.shutdownNow().awaitTermination(SECONDS, TimeUnit.SECONDS);
        }
    }
}
