package dev.upserter.operation;

/** The ways an operation is written into a request (Track API reference). */
public enum Form {
    /** An entry of a batch: POST /api/v2/batch. Of what has none there, an element of the list that takes it. */
    ENTRY,
    /** The body of a request whose path names the subject, such as PUT /api/v1/customers/{identifier}. */
    BODY
}
