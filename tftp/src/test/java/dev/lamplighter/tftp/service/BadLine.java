package dev.lamplighter.tftp.service;

import dev.lamplighter.tftp.service.Transfer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A transfer and a receiver with a line between them on which one packet of ten is lost, doubled or late. */
final class BadLine {

    private static final int ACK_OF_OPTIONS = 0;

    private final Transfer transfer;
    private final int window;
    private final Random random;
    private final List<Long> toReceiver = new ArrayList<>();
    private final List<Integer> toSender = new ArrayList<>();
    private long received;
    private int inWindow;
    private boolean finished;

    BadLine(Transfer transfer, int window, Random random) {
        this.transfer = transfer;
        this.window = window;
        this.random = random;
    }

    long blocksReceived() {
        carryOut(transfer.start());
        for (int turns = 0; !finished && turns < 1_000_000; turns++) {
            if (!toReceiver.isEmpty()) {
                receive(take(toReceiver));
            } else if (!toSender.isEmpty()) {
                carryOut(transfer.ack(take(toSender) & 0xffff));
            } else {
                carryOut(transfer.timedOut());
            }
        }
        return finished ? received : -1;
    }

    private void receive(long block) {
        if (block == received + 1) {
            received++;
            inWindow++;
            if (inWindow == window || transfer.octetsOf(block) < 1000) {
                answer();
            }
        } else {
            answer();
        }
    }

    private void answer() {
        inWindow = 0;
        put(toSender, (int) received);
    }

    private void carryOut(Step step) {
        switch (step) {
            case Step.SendOptions options -> put(toSender, ACK_OF_OPTIONS);
            case Step.Send send -> {
                for (long block = send.firstBlock(); block < send.firstBlock() + send.blocks(); block++) {
                    put(toReceiver, block);
                }
            }
            case Step.Finished done -> finished = true;
            case Step.Hurry hurry -> {}
            case Step.Ignore ignore -> {}
            case Step.Aborted(var reason, var byClient) -> throw new AssertionError(reason);
        }
    }

    private <T> void put(List<T> line, T packet) {
        switch (random.nextInt(30)) {
            case 0 -> {}
            case 1 -> {
                line.add(packet);
                line.add(packet);
            }
            case 2 -> line.add(random.nextInt(line.size() + 1), packet);
            default -> line.add(packet);
        }
    }

    private static <T> T take(List<T> line) {
        return line.removeFirst();
    }
}
