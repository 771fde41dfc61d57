.DEFAULT_GOAL := help
MVN := ./mvnw -B

##@ Use
.PHONY: help
help: ## list what can be made
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: ## the service on 8080 with a PostgreSQL, an application and a user of its own
	$(MVN) spring-boot:test-run

.PHONY: jar
jar: ## target/session-service.jar, without tests
	$(MVN) -DskipTests package

##@ Test
.PHONY: verify
verify: ## every test, the formatting and the architecture
	$(MVN) verify

.PHONY: test
test: ## tests without a database; CLASS=Name for one
	$(MVN) test $(if $(CLASS),-Dtest=$(CLASS))

.PHONY: it
it: ## tests with a database; CLASS=NameIT for one
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false $(if $(CLASS),-Dit.test=$(CLASS))

.PHONY: conformance
conformance: ## the conformance suite against URL=http://host:8080
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=SessionApiIT -Dconformance.base-url=$(URL)

.PHONY: fuzz
fuzz: ## every parser with Jazzer, ten minutes in all; DURATION=30s for that long at each
	$(MVN) -q test-compile
	for class in $$(basename -s .java $$(find src/test/java -name '*Fuzz.java')); do \
	  $(MVN) -q test -Pfuzz -Dtest=$$class $(if $(DURATION),-Dfuzz.duration=$(DURATION)) || exit 1; \
	done

.PHONY: fuzz-sdk
fuzz-sdk: ## 100,000 random requests of the JavaScript SDK against our signatures; COUNT=2000 SEED=7 for others
	cd e2e/sdk && { [ -d node_modules/quickblox ] || npm ci --no-audit --no-fund; }
	$(MVN) -q test -Dtest=SdkSignatures -Dsdk.requests=$(or $(COUNT),100000) $(if $(SEED),-Dsdk.seed=$(SEED))
	@cat target/sdk-signatures.txt

.PHONY: faults
faults: ## PostgreSQL and replicas killed, frozen, filled and cut off, abuse, guesses, floods; writes docs/reliability.md; SCALE=1 for all of it, CLASS=NameFaults for one
	$(MVN) verify -Pfaults $(if $(SCALE),-Dfaults.scale=$(SCALE)) $(if $(CLASS),-Dit.test=$(CLASS))

.PHONY: e2e
e2e: ## the unmodified JavaScript SDK against a service started for it
	e2e/run.sh

.PHONY: bench
bench: ## the routes against their floors on this machine, in eight minutes
	$(MVN) -q -DskipTests package
	bench/run.sh

.PHONY: bench-growth
bench-growth: ## what a request costs with up to ten million sessions and ten thousand applications
	$(MVN) -q -DskipTests package
	bench/growth.sh

.PHONY: bench-cost
bench-cost: ## what requests cost PostgreSQL, at low and at full rates
	$(MVN) -q -DskipTests package
	bench/cost.sh

.PHONY: bench-profile
bench-profile: ## which layers of the service the time goes to
	$(MVN) -q -DskipTests package
	bench/profile.sh

.PHONY: jmh
jmh: ## the micro-benchmarks; BENCHMARK=Signature for some of them
	$(MVN) -q test-compile -Pjmh $(if $(BENCHMARK),-Djmh.pattern=$(BENCHMARK))

##@ Write
.PHONY: format
format: ## format the sources
	$(MVN) -q spotless:apply

##@ Ship
.PHONY: image
image: ## build the image, start it and send it a signed POST
	docker/test-image.sh

.PHONY: chart
chart: ## lint and render the chart with the helm on the PATH
	helm/test-chart.sh

.PHONY: kind
kind: ## install the chart into the kind cluster "session-service" and try it
	helm/test-in-kind.sh
