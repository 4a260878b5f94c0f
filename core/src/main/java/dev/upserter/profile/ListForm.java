package dev.upserter.profile;

/**
 * How lists are written into the texts of one column.
 *
 * @param separator what comes between their parts; empty where no text has several parts
 * @param json      texts that are a list of JSON
 * @param braces    texts that are an array of PostgreSQL with something in it
 * @param optOuts   texts that are an object of JSON in which a field tells who wants messages
 */
public record ListForm(String separator, long json, long braces, long optOuts) {}
