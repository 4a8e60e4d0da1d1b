package dev.bivouac.journal;

/**
 * An event as a store keeps it.
 *
 * @param type the event's name; never renamed
 * @param version of the body's form, from 1
 * @param body a JSON object
 */
public record StoredEvent(String type, int version, String body) {}
