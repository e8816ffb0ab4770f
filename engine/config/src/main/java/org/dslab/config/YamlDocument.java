package org.dslab.config;

/**
 * A YAML file that could be read.
 *
 * @param file as the user named it, with {@code /}
 * @param root a mapping
 * @param problems found so far; the reading of the content adds its own
 */
public record YamlDocument(String file, YamlNode root, Problems problems) {}
