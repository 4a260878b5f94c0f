package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.DeadLetter;
import java.util.List;

/**
 * Hears of what becomes of batches, from the threads that send them: implementations are thread-safe. What it throws
 * stops the delivery.
 */
public interface DeliveryListener {

    /**
     * A batch, or a part of one, has its end.
     *
     * @param batch       good until this returns
     * @param deadLetters those of its rows that were given up, by their place; all others are acknowledged
     */
    void settled(Batch batch, List<DeadLetter> deadLetters);

    /** A batch, or a part of one, was given back when the delivery stopped: Customer.io may or may not have it. */
    void abandoned(Batch batch);

    /** A request is about to be sent. */
    void sending(Batch batch, boolean again);

    /** The request that was sent last certainly changed nothing, nor did any before it that had no definite answer. */
    void tookNothing(Batch batch);
}
