package dev.upserter.run.change;

import dev.upserter.json.GrowingBytes;
import dev.upserter.operation.Operation;
import dev.upserter.record.SourceRecord;
import java.util.Optional;

/**
 * What becomes of a change; good until the next is prepared.
 *
 * @param operation what is sent; empty if there is nothing to say
 * @param record    where it comes from
 * @param note      the entry that is to be acknowledged once it is delivered
 */
record Prepared(Optional<Operation> operation, SourceRecord record, GrowingBytes note) {}
