package dev.lamplighter.rpc;

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
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A client on loopback that calls as Terraform does, for the training run: what it touches starts faster afterwards. */
public final class Rehearsal {

    private static final int SECONDS = 30;

    private Rehearsal() {}

    /** Makes one call of each kind at {@code at}, with the {@code ca.crt}, {@code client.crt} and {@code client.key} in {@code folder}. */
    public static void calls(InetSocketAddress at, Path folder) throws IOException, InterruptedException {
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
