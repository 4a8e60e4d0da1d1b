package dev.bivouac.tool;

import dev.bivouac.run.CallKey;
import java.util.Optional;

/**
 * One asking for a tool by the model.
 *
 * @param key its name in the run
 * @param id the provider's id, sent back exactly as it came
 * @param name the tool asked for, as the model wrote it
 * @param arguments a JSON document; always one that parses, since it is sent back
 * @param defect what was wrong with the arguments as they came; such a call is not carried out
 */
public record ToolCall(
    CallKey key, String id, String name, String arguments, Optional<String> defect) {}
