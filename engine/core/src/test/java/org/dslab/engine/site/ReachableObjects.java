package org.dslab.engine.site;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whatever an object keeps in memory: itself, and all that it and those refer to. */
final class ReachableObjects {

    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private ReachableObjects() {}

    /** How many objects of this class the root keeps. */
    static long count(Object root, String className) throws IllegalAccessException {
        ReachableObjects objects = new ReachableObjects();
        objects.add(root);
        while (!objects.waiting.isEmpty()) {
            objects.follow(objects.waiting.remove());
        }
        return objects.found.stream()
                .filter(object -> object.getClass().getSimpleName().equals(className))
                .count();
    }

    private void add(Object object) {
        if (object != null && found.add(object)) {
            waiting.add(object);
        }
    }

    /** The platform's own classes are asked for what is in them, this project's are looked into, lambdas as well. */
    private void follow(Object object) throws IllegalAccessException {
        switch (object) {
            case Collection<?> collection -> collection.forEach(this::add);
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    add(key);
                    add(value);
                });
            case Optional<?> optional -> optional.ifPresent(this::add);
            case Object[] array -> {
                for (Object element : array) {
                    add(element);
                }
            }
            default -> {
                for (Class<?> type = object.getClass();
                        type != null && type.getName().startsWith("org.dslab.");
                        type = type.getSuperclass()) {
                    followFields(object, type);
                }
            }
        }
    }

    private void followFields(Object object, Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                add(field.get(object));
            }
        }
    }
}
