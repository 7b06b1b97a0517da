-- Which silos a cluster has. Every change moves the cluster's version by one: two silos that change it at once are told apart by it.
-- DeploymentId is what Orleans calls ClusterId today.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable
(
    DeploymentId varchar(150)   NOT NULL,
    Timestamp    timestamptz(3) NOT NULL DEFAULT now(),
    Version      integer        NOT NULL DEFAULT 0,
    CONSTRAINT PK_OrleansMembershipVersionTable_DeploymentId PRIMARY KEY (DeploymentId)
);

CREATE TABLE IF NOT EXISTS OrleansMembershipTable
(
    DeploymentId varchar(150)   NOT NULL,
    Address      varchar(45)    NOT NULL,
    Port         integer        NOT NULL,
    Generation   integer        NOT NULL, -- tells a silo from the one that had its address before
    SiloName     varchar(150)   NOT NULL,
    HostName     varchar(150)   NOT NULL,
    Status       integer        NOT NULL, -- Orleans.Runtime.SiloStatus; 3 is active
    ProxyPort    integer        NULL,     -- the gateway for clients, 0 for none
    SuspectTimes varchar(8000)  NULL,
    StartTime    timestamptz(3) NOT NULL,
    IAmAliveTime timestamptz(3) NOT NULL,
    CONSTRAINT PK_MembershipTable_DeploymentId PRIMARY KEY (DeploymentId, Address, Port, Generation),
    CONSTRAINT FK_MembershipTable_MembershipVersionTable_DeploymentId
        FOREIGN KEY (DeploymentId) REFERENCES OrleansMembershipVersionTable (DeploymentId)
);

-- Adds a silo if the version is still the expected one and the silo is new. The row of the version is the lock: who comes second waits
-- for the first, sees the new version and changes nothing.
CREATE OR REPLACE FUNCTION orleans_add_silo(
    deployment varchar, expected integer, silo_address varchar, silo_port integer, silo_generation integer, name varchar, host varchar,
    new_status integer, gateway integer, started timestamptz, alive timestamptz) RETURNS integer
LANGUAGE plpgsql AS $function$
BEGIN
    UPDATE OrleansMembershipVersionTable v SET Timestamp = now(), Version = v.Version + 1
    WHERE v.DeploymentId = deployment AND v.Version = expected AND NOT EXISTS (
        SELECT FROM OrleansMembershipTable m
        WHERE m.DeploymentId = deployment AND m.Address = silo_address AND m.Port = silo_port AND m.Generation = silo_generation);
    IF NOT FOUND THEN
        RETURN 0;
    END IF;

    INSERT INTO OrleansMembershipTable
        (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    VALUES (deployment, silo_address, silo_port, silo_generation, name, host, new_status, gateway, started, alive);
    RETURN 1;
END
$function$;

-- Changes a silo's row if the version is still the expected one and the silo is known.
CREATE OR REPLACE FUNCTION orleans_change_silo(
    deployment varchar, expected integer, silo_address varchar, silo_port integer, silo_generation integer,
    new_status integer, suspects varchar, alive timestamptz) RETURNS integer
LANGUAGE plpgsql AS $function$
BEGIN
    UPDATE OrleansMembershipVersionTable v SET Timestamp = now(), Version = v.Version + 1
    WHERE v.DeploymentId = deployment AND v.Version = expected AND EXISTS (
        SELECT FROM OrleansMembershipTable m
        WHERE m.DeploymentId = deployment AND m.Address = silo_address AND m.Port = silo_port AND m.Generation = silo_generation);
    IF NOT FOUND THEN
        RETURN 0;
    END IF;

    UPDATE OrleansMembershipTable m SET Status = new_status, SuspectTimes = suspects, IAmAliveTime = alive
    WHERE m.DeploymentId = deployment AND m.Address = silo_address AND m.Port = silo_port AND m.Generation = silo_generation;
    RETURN 1;
END
$function$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
-- True for the one that made the row.
('InsertMembershipVersionKey', $query$
WITH made AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
    ON CONFLICT (DeploymentId) DO NOTHING
    RETURNING 1)
SELECT count(*)::integer FROM made
$query$),
('InsertMembershipKey', $query$
SELECT orleans_add_silo(
    @DeploymentId, @Version, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime)
$query$),
('UpdateMembershipKey', $query$
SELECT orleans_change_silo(@DeploymentId, @Version, @Address, @Port, @Generation, @Status, @SuspectTimes, @IAmAliveTime)
$query$),
-- A sign of life changes nothing that the others must agree on, so the version stays.
('UpdateIAmAlivetimeKey', $query$
UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$query$),
-- The version comes even where there is no silo: the outer join gives one row with nothing but it.
('MembershipReadRowKey', $query$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
       m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v
LEFT JOIN OrleansMembershipTable m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
       m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v
LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
WHERE v.DeploymentId = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
$query$),
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
