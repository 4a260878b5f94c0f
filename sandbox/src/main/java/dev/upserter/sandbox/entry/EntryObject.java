package dev.upserter.sandbox.entry;

/**
 * By what an object is known.
 *
 * @param type the number of its type
 * @param id   its id among the objects of that type
 */
public record EntryObject(String type, String id) {}
