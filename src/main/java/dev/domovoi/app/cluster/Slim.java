package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// An informer's memory that keeps of each object only what is looked at, a hundredth of the whole.
///
/// Objects are read as maps: Fabric8's own classes for pods and what is in them cost some ten megabytes to load.
final class Slim extends BasicItemStore<GenericKubernetesResource> {
    private static final long AT_A_TIME = 50;

    private final UnaryOperator<GenericKubernetesResource> slimmed;

    private Slim(UnaryOperator<GenericKubernetesResource> slimmed) {
        super(Cache::metaNamespaceKeyFunc);
        this.slimmed = slimmed;
    }

    /// A kind of object, in all namespaces where it has any, and how little of it is kept.
    record Kind(ResourceDefinitionContext definition, UnaryOperator<GenericKubernetesResource> slimmed) {
        static Kind nodes() {
            return new Kind(definition("Node", "nodes", false), Nodes::slimmed);
        }

        static Kind pods() {
            return new Kind(definition("Pod", "pods", true), Workloads::slimmed);
        }

        private static ResourceDefinitionContext definition(String kind, String plural, boolean isNamespaced) {
            return new ResourceDefinitionContext.Builder()
                    .withGroup("")
                    .withVersion("v1")
                    .withKind(kind)
                    .withPlural(plural)
                    .withNamespaced(isNamespaced)
                    .build();
        }

        String plural() {
            return definition.getPlural();
        }

        Slim memory() {
            return new Slim(slimmed);
        }

        /// An informer that is not running yet.
        SharedIndexInformer<GenericKubernetesResource> informer(KubernetesClient client) {
            return all(client).withLimit(AT_A_TIME).runnableInformer(0).itemStore(memory());
        }

        /// The first object, or none.
        List<GenericKubernetesResource> first(KubernetesClient client) {
            ListOptions one = new ListOptionsBuilder().withLimit(1L).build();
            return all(client).list(one).getItems();
        }

        private AnyNamespaceOperation<
                        GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all(KubernetesClient client) {
            var operation = client.genericKubernetesResources(definition);
            return definition.isNamespaceScoped() ? operation.inAnyNamespace() : operation;
        }
    }

    @Override
    public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        return super.put(key, slimmed.apply(object));
    }

    /// The same object with nothing but its identity and these facts.
    static GenericKubernetesResource with(GenericKubernetesResource object, Map<String, Object> facts) {
        ObjectMeta metadata = object.getMetadata();
        GenericKubernetesResource slim = new GenericKubernetesResource();
        slim.setApiVersion(object.getApiVersion());
        slim.setKind(object.getKind());
        slim.setMetadata(new ObjectMetaBuilder()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .build());
        slim.setAdditionalProperties(facts);
        return slim;
    }

    /// A list of objects inside, each as a map; empty where there is none of that name, or something else.
    static List<Map<?, ?>> maps(GenericKubernetesResource object, String part, String name) {
        return part(object, part, name)
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .map(Slim::mapsIn)
                .orElse(List.of());
    }

    private static List<Map<?, ?>> mapsIn(List<?> list) {
        return list.stream()
                .<Map<?, ?>>mapMulti((element, taken) -> {
                    if (element instanceof Map<?, ?> map) {
                        taken.accept(map);
                    }
                })
                .toList();
    }

    /// What is called `name` inside what is called `part`.
    static Optional<Object> part(GenericKubernetesResource object, String part, String name) {
        return object.getAdditionalProperties().get(part) instanceof Map<?, ?> whole
                ? Optional.ofNullable(whole.get(name))
                : Optional.empty();
    }
}
